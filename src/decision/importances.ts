import type { Criterion } from '#knowledge/schema.js';
import type { Lookup } from '#knowledge/lookup.js';
import type { CriterionNeed } from './needs.js';
import { importance } from './scale.js';

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/**
 * The expected weight of each criterion, summing to one. Criteria that measure nearly the same
 * share a cap, so that one worry does not count twice. The first of a pair never depends on the
 * second: more need for the second can then never lower what speaks for the same pattern elsewhere.
 */
export function importancesOf(
  criteria: readonly Criterion[],
  needs: readonly CriterionNeed[],
  weight: Lookup,
): readonly number[] {
  const raw = needs.map(({ need }) => importance(need, weight));
  const limited = raw.map((own, index) => {
    const criterion = criteria[index];
    if (criterion === undefined || criterion.pair === null) return own;
    const cap = weight(`weight.cap.${criterion.pair}`);
    const forFirst = weight('weight.cap.first') * cap;
    if (criterion.first) return Math.min(own, forFirst);
    const twin = criteria.findIndex((other) => other.first && other.pair === criterion.pair);
    return Math.min(own, cap - Math.min(raw[twin] ?? 0, forFirst));
  });
  const total = sum(limited);
  return limited.map((share) => share / total);
}
