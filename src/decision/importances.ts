import type { Criterion } from '#knowledge/schema.js';
import type { Lookup } from '#knowledge/lookup.js';
import type { CriterionNeed } from './needs.js';
import { importance } from './scale.js';

const PAIRS = ['change', 'complexity', 'scale'] as const;

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/**
 * The expected weight of each criterion, summing to one. Criteria that measure nearly the same
 * share a cap, so that one worry does not count twice.
 */
export function importancesOf(
  criteria: readonly Criterion[],
  needs: readonly CriterionNeed[],
  weight: Lookup,
): readonly number[] {
  let shares = needs.map(({ need }) => importance(need, weight));
  for (const pair of PAIRS) {
    const inPair = criteria.map((criterion) => criterion.pair === pair);
    const own = sum(shares.filter((_, index) => inPair[index]));
    const rest = sum(shares) - own;
    const cap = weight(`weight.cap.${pair}`);
    const most = (cap / (1 - cap)) * rest;
    if (own > most) {
      shares = shares.map((share, index) => (inPair[index] ? (share * most) / own : share));
    }
  }
  const total = sum(shares);
  return shares.map((share) => share / total);
}
