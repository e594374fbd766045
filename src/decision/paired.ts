import type { CompleteAnswers } from '#answers/complete-answers.js';
import { PATTERN_IDS, type PatternId } from '#shared/pattern-id.js';
import type { Indexed } from './indexed.js';
import { lightIn } from './light.js';
import { sharesIn } from './shares.js';
import { besides, firstsIn, simulated } from './simulate.js';

/** What all draws would say, told from some of them. */
export interface Estimate {
  /** In the order of PATTERN_IDS. */
  readonly shares: readonly number[];
  /** The largest standard error of a share; 0 when all draws were looked at. */
  readonly error: number;
}

/**
 * One company in all draws, and others beside it. In the same draws two companies differ by their answers alone, so
 * few draws tell much of the difference; what they do not tell is in the error.
 */
export interface Paired {
  readonly shares: readonly number[];
  /** Another company, in more and more of the first draws. */
  beside(other: CompleteAnswers): (draws: number) => Estimate;
}

export function pairedWith(
  complete: CompleteAnswers,
  known: Indexed,
  unavailable: readonly PatternId[],
): Paired {
  const { worlds, count: all } = known.draws();
  const own = simulated(lightIn({ complete, known, unavailable }), known, all);
  const whole = { from: 0, to: all };
  const firsts = firstsIn(new Uint8Array(all), own.totals, own.light, worlds, whole);
  const shares = sharesIn(firsts);
  const totalsOf = besides(own, known);
  const now = new Uint8Array(all);
  return {
    shares,
    beside(other) {
      const light = lightIn({ complete: other, known, unavailable, near: own.light });
      const gained = PATTERN_IDS.map(() => 0);
      const lost = PATTERN_IDS.map(() => 0);
      let from = 0;
      return (draws) => {
        const span = { from, to: draws };
        firstsIn(now, totalsOf(light, span), light, worlds, span);
        countMoves(firsts, now, span, gained, lost);
        from = draws;
        return estimateOf(shares, gained, lost, draws, all);
      };
    },
  };
}

function countMoves(
  before: Uint8Array,
  now: Uint8Array,
  { from, to }: { readonly from: number; readonly to: number },
  gained: number[],
  lost: number[],
): void {
  for (let at = from; at < to; at += 1) {
    const was = before[at] ?? 0;
    const is = now[at] ?? 0;
    if (was === is) continue;
    gained[is] = (gained[is] ?? 0) + 1;
    lost[was] = (lost[was] ?? 0) + 1;
  }
}

/** One draw more than was seen to move may move; of all draws, none is left to chance. */
function estimateOf(
  shares: readonly number[],
  gained: readonly number[],
  lost: readonly number[],
  draws: number,
  all: number,
): Estimate {
  const moved = Math.max(...gained.map((gain, pattern) => gain + (lost[pattern] ?? 0)));
  return {
    shares: shares.map(
      (share, pattern) => share + ((gained[pattern] ?? 0) - (lost[pattern] ?? 0)) / draws,
    ),
    error: Math.sqrt((moved + 1) * (1 - draws / all)) / draws,
  };
}
