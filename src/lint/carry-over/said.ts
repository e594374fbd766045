import type { Clause } from '#architecture/schema.js';

/** Whether clauses of another tool say what an inferred one does: theirs have a name and a reason that somebody gave. */
export function isSaid({ rule, options: own }: Clause, carried: readonly Clause[]): boolean {
  return carried.some(({ rule: theirs, options }) => {
    if (theirs !== rule) return false;
    switch (rule) {
      case 'no-cycles':
        return (
          own['between'] === undefined &&
          (options['typesOnly'] === 'report' || options['typesOnly'] === own['typesOnly'])
        );
      case 'declared-dependencies':
        return (
          options['within'] === undefined &&
          options['undeclared'] !== 'ignore' &&
          own['undeclared'] !== 'ignore'
        );
      default:
        return false;
    }
  });
}
