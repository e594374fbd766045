import type { Lookup } from '#knowledge/lookup.js';
import { PATTERN_IDS, type PatternId } from '#shared/pattern-id.js';

export const WORDS = ['clear', 'likely', 'close call'] as const;
export type Word = (typeof WORDS)[number];

/** How sure a share of first places is, in words. */
export function wordFor(acceptability: number, threshold: Lookup): Word {
  if (acceptability >= threshold('confidence.clear')) return 'clear';
  return acceptability >= threshold('confidence.likely') ? 'likely' : 'close call';
}

/** Standard error of a share that was counted in `draws` draws. */
export function standardError(share: number, draws: number): number {
  return Math.sqrt((share * (1 - share)) / draws);
}

/** The simplest pattern that is not clearly worse than the first. PATTERN_IDS is ordered by simplicity. */
export function simplestOfFirst(
  shares: readonly number[],
  allowed: readonly boolean[],
  threshold: Lookup,
): PatternId {
  const most = Math.max(...shares.filter((_, index) => allowed[index]));
  const slack = threshold('confidence.tie-margin');
  const first = PATTERN_IDS.find(
    (_, index) => allowed[index] && (shares[index] ?? 0) >= most - slack,
  );
  return first ?? PATTERN_IDS[0];
}

/** By how much two shares may differ from these, one up and one down, before `simplestOfFirst` names another. */
export function marginOf(
  shares: readonly number[],
  allowed: readonly boolean[],
  threshold: Lookup,
): number {
  const winner = PATTERN_IDS.indexOf(simplestOfFirst(shares, allowed, threshold));
  const slack = threshold('confidence.tie-margin');
  const most = Math.max(...shares.filter((_, index) => allowed[index]));
  const gaps = shares.flatMap((share, index) => {
    if (index === winner || !allowed[index]) return [];
    return [index < winner ? most - slack - share : (shares[winner] ?? 0) + slack - share];
  });
  return Math.min(1, ...gaps);
}
