import type { Rating } from '#knowledge/schema.js';
import { valueIn, type Column } from './column.js';
import { triangular, type Draws } from './draws.js';

/** Some of all draws, in whole rounds over the worlds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Ratings as they are drawn: as long as the column of their chance, or one for each draw. */
export interface DrawnRatings {
  /** The middle may differ by world: what has to be put together for that is written to `into`, for a span. */
  of(
    place: number,
    rating: Rating,
    mids: Column,
    span: Span,
    into: () => Float64Array,
  ): Float64Array;
}

export function drawnRatings({ worlds, chances }: Draws): DrawnRatings {
  const tables = new Map<string, Float64Array>();
  const tableOf = (place: number, { low, high }: Rating, mid: number): Float64Array => {
    const name = `${place} ${mid}`;
    const before = tables.get(name);
    if (before !== undefined) return before;
    const made = (chances[place] ?? NONE).map((chance) => triangular(chance, low, mid, high));
    tables.set(name, made);
    return made;
  };
  return {
    of(place, rating, mids, span, into) {
      if (mids.length === 1) return tableOf(place, rating, valueIn(mids, 0));
      const inWorld = Array.from({ length: worlds }, (_, world) =>
        tableOf(place, rating, valueIn(mids, world)),
      );
      return put(into(), inWorld, span);
    },
  };
}

const NONE = new Float64Array(0);

/** Each world reads its own table. */
function put(
  into: Float64Array,
  tables: readonly Float64Array[],
  { from, to }: Span,
): Float64Array {
  for (const [world, table] of tables.entries())
    for (let at = from + world; at < to; at += tables.length)
      into[at] = table[at % table.length] ?? 0;
  return into;
}
