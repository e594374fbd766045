import { valueIn, widest, type Column } from './column.js';
import type { Indexed } from './indexed.js';

const NOTHING: Column = [0];

/**
 * How much a criterion counts, from how much each would count alone. Criteria that measure nearly the same
 * share a cap, so that one worry does not count twice. The first of a pair never depends on the
 * second: more need for the second can then never lower what speaks for the same pattern elsewhere.
 */
export function importancesOf(
  { criteria }: Indexed,
  own: readonly Column[],
  criterion: number,
): Column {
  const { twin = -1, cap = 0, copies = 1 } = criteria[criterion] ?? {};
  const most = criteria[twin]?.cap ?? 0;
  const alone = own[criterion] ?? NOTHING;
  const other = own[twin] ?? NOTHING;
  return Array.from({ length: widest([alone, other]) }, (_, world) => {
    const taken = Math.min(valueIn(other, world), most);
    return Math.min(valueIn(alone, world), cap - taken) / copies;
  });
}
