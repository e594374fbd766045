import type { CompleteAnswers } from '#answers/complete-answers.js';
import { PATTERN_IDS, type PatternId } from '#shared/pattern-id.js';
import type { Indexed } from './indexed.js';
import { addTo, copyTo, firstsIn, newTotals } from './simulate.js';
import { batchOf, fullEffort, lightsOf, sharesIn, type Effort } from './worlds.js';

/** What all draws would say, told from some of them. */
export interface Estimate {
  /** In the order of PATTERN_IDS. */
  readonly shares: readonly number[];
  /** The largest standard error of a share, and half a world that may hide more; 0 when all draws were looked at. */
  readonly error: number;
}

/**
 * One company in all draws, and others beside it. In the same draws two companies differ by their answers alone, so
 * few draws tell much of the difference; what they do not tell is in the error.
 */
export interface Paired {
  readonly shares: readonly number[];
  /** Another company, with as much effort as it takes. */
  beside(other: CompleteAnswers): (effort: Effort) => Estimate;
}

export function pairedWith(
  complete: CompleteAnswers,
  known: Indexed,
  unavailable: readonly PatternId[],
): Paired {
  const draws = known.draws();
  const all = fullEffort(known);
  const own = lightsOf(complete, known, unavailable)(all.worlds);
  const totals = newTotals(draws);
  addTo(totals, { known, lights: own, ...batchOf(all) });
  const firsts = firstsIn(totals, own, draws, batchOf(all));
  const shares = sharesIn(firsts);
  const scratch = newTotals(draws);
  return {
    shares,
    beside(other) {
      const lightsTo = lightsOf(other, known, unavailable, own);
      return (effort) => {
        const batch = batchOf(effort);
        const lights = lightsTo(batch.worlds);
        copyTo(scratch, totals, own, draws, batch);
        addTo(scratch, { known, lights, near: own, ...batch });
        const now = firstsIn(scratch, lights, draws, batch);
        const moves = movesOf(firsts, draws.each, now, batch.draws).map(meanAndError);
        const isAll = effort.draws === all.draws;
        const error = Math.max(...moves.map((one) => one.error)) + 1 / (2 * batch.worlds);
        return {
          shares: moves.map(({ mean }, pattern) => (shares[pattern] ?? 0) + mean),
          error: isAll ? 0 : error,
        };
      };
    },
  };
}

/** By pattern, then world: how much more of the first `draws` of the world it wins now than before. */
function movesOf(
  before: Uint8Array,
  each: number,
  now: Uint8Array,
  draws: number,
): readonly Float64Array[] {
  const worlds = now.length / draws;
  const moves = PATTERN_IDS.map(() => new Float64Array(worlds));
  const move = (pattern: number | undefined, world: number, by: number) => {
    const of = moves[pattern ?? -1];
    if (of !== undefined) of[world] = (of[world] ?? 0) + by;
  };
  for (const [index, first] of now.entries()) {
    const world = Math.floor(index / draws);
    const was = before[world * each + (index % draws)];
    if (was === first) continue;
    move(was, world, -1 / draws);
    move(first, world, 1 / draws);
  }
  return moves;
}

/** The mean over worlds, and its standard error. */
function meanAndError(values: Float64Array): { mean: number; error: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, error: Math.sqrt(squares / (values.length - 1) / values.length) };
}
