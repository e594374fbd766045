import type { Indexed } from './indexed.js';

/**
 * How much each criterion counts, from how much it would count alone. Criteria that measure nearly the same
 * share a cap, so that one worry does not count twice. The first of a pair never depends on the
 * second: more need for the second can then never lower what speaks for the same pattern elsewhere.
 */
export function importancesOf({ criteria }: Indexed, own: readonly number[]): readonly number[] {
  return criteria.map(({ twin, cap, copies }, index) => {
    const first = criteria[twin];
    const taken = first === undefined ? 0 : Math.min(own[twin] ?? 0, first.cap);
    return Math.min(own[index] ?? 0, cap - taken) / copies;
  });
}
