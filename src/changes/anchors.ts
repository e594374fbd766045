/** A line that stands once in each of the three texts, by its index in each. */
export interface Anchor {
  readonly yours: number;
  readonly base: number;
  readonly template: number;
}

/**
 * Lines that are unique in all three texts and in the same order: there the texts can be cut. Without
 * cuts, the search for common lines takes seconds on files full of equal lines, such as JSON.
 */
export function anchorsOf(
  yours: readonly string[],
  base: readonly string[],
  template: readonly string[],
): Anchor[] {
  const inYours = uniqueLines(yours);
  const inTemplate = uniqueLines(template);
  const candidates = [...uniqueLines(base)].flatMap(([line, index]) => {
    const mine = inYours.get(line);
    const theirs = inTemplate.get(line);
    if (mine === undefined || theirs === undefined) return [];
    return [{ yours: mine, base: index, template: theirs }];
  });
  // Both chains treat the sides alike, so that a merge does not depend on who is called yours.
  const steady = new Set(longestRise(candidates, (anchor) => anchor.yours));
  return longestRise(candidates, (anchor) => anchor.template).filter((anchor) =>
    steady.has(anchor),
  );
}

/** Lines that occur once, with their index, in order. */
function uniqueLines(lines: readonly string[]): ReadonlyMap<string, number> {
  const unique = new Map<string, number>();
  const seen = new Set<string>();
  for (const [index, line] of lines.entries()) {
    if (seen.has(line)) unique.delete(line);
    else unique.set(line, index);
    seen.add(line);
  }
  return unique;
}

interface Link<Item> {
  readonly item: Item;
  readonly before: Link<Item> | undefined;
}

/** The longest subsequence whose values rise: patience sorting. */
function longestRise<Item>(items: readonly Item[], valueOf: (item: Item) => number): Item[] {
  const piles: Link<Item>[] = [];
  for (const item of items) {
    const value = valueOf(item);
    let low = 0;
    let high = piles.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const top = piles[middle];
      if (top !== undefined && valueOf(top.item) < value) low = middle + 1;
      else high = middle;
    }
    piles[low] = { item, before: piles[low - 1] };
  }
  const rise: Item[] = [];
  for (let link = piles.at(-1); link !== undefined; link = link.before) rise.push(link.item);
  return rise.toReversed();
}
