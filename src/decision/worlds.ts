import type { Numbers } from '#knowledge/lookup.js';
import type { Column } from './column.js';
import { triangular, type Draws } from './draws.js';
import { UNKNOWNS, type Unknown } from './unknowns.js';

/** What may be so where an answer was assumed: by world, and the same for all companies. */
export interface Worlds {
  readonly count: number;
  /** From 0 to 1. */
  chance(of: Unknown, world: number): number;
  /** The column of this name, made when it is first asked for: equal names give the same column. */
  column<Value>(name: string, make: () => Column<Value>): Column<Value>;
  /** Factors between 1/most and most, near 1 more often than not; their logarithm is a triangle. */
  factors(of: Unknown, most: string): Column;
  /** To a neighbour at times: -1, 0 or 1. */
  steps(of: Unknown): Column;
}

export function worldsIn(
  { worlds: count, unknowns }: Draws,
  { threshold }: Pick<Numbers, 'threshold'>,
): Worlds {
  const columns = new Map<string, Column<unknown>>();
  const chance = (of: Unknown, world: number) =>
    unknowns[world * UNKNOWNS.length + UNKNOWNS.indexOf(of)] ?? 0;
  const column = <Value>(name: string, make: () => Column<Value>) => {
    const before = columns.get(name) as Column<Value> | undefined;
    if (before !== undefined) return before;
    const made = make();
    columns.set(name, made);
    return made;
  };
  const inEach = (value: (world: number) => number) =>
    Array.from({ length: count }, (_, world) => value(world));
  return {
    count,
    chance,
    column,
    factors: (of, most) =>
      column(`${of} by ${most}`, () => {
        const log = Math.log(threshold(most));
        return inEach((world) => Math.exp(triangular(chance(of, world), -log, 0, log)));
      }),
    steps: (of) =>
      column(`${of} in steps`, () => {
        const moves = threshold('unsure.level');
        return inEach((world) => stepFor(chance(of, world), moves));
      }),
  };
}

function stepFor(chance: number, moves: number): number {
  if (chance >= moves) return 0;
  return chance < moves / 2 ? -1 : 1;
}
