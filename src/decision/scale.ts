// The ends of the scale that ratings and needs share. They define it and are no judgement.
export const LEAST = 1;
export const MOST = 5;
export const SPAN = MOST - LEAST;

/**
 * What a rating is worth to someone with this need: 1 when it is met, less by each level short.
 * What exceeds the need adds a bonus that levels off, so that power nobody asked for cannot win.
 */
export function worth(need: number, rating: number, bonus: number): number {
  const excess = rating - need;
  if (excess < 0) return 1 + excess / SPAN;
  return 1 + (bonus * excess) / (1 + excess);
}

/** How much a criterion counts: it grows with the need, from a small floor. */
export function importance(
  need: number,
  { floor, power }: { readonly floor: number; readonly power: number },
): number {
  const share = (need - LEAST) / SPAN;
  return floor + share ** power;
}
