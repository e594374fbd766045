import type { CompleteAnswers } from '#answers/complete-answers.js';
import { PATTERN_IDS, type PatternId } from '#shared/pattern-id.js';
import type { Indexed } from './indexed.js';
import { lightIn } from './light.js';
import { firstsIn, simulated } from './simulate.js';

/**
 * How often each pattern comes first in the first `draws`, in the order of PATTERN_IDS. Answers that were assumed are
 * drawn anew for each possible world; ratings and weights are drawn within each. Patterns that are `unavailable` are no
 * option.
 */
export function sharesOf(
  complete: CompleteAnswers,
  known: Indexed,
  draws: number,
  unavailable: readonly PatternId[] = [],
): readonly number[] {
  const light = lightIn({ complete, known, unavailable });
  const { totals } = simulated(light, known, draws);
  const span = { from: 0, to: draws };
  return sharesIn(firstsIn(new Uint8Array(draws), totals, light, known.draws().worlds, span));
}

/** The share of each pattern among the first ones. */
export function sharesIn(firsts: Uint8Array): readonly number[] {
  const wins = PATTERN_IDS.map(() => 0);
  for (const first of firsts) wins[first] = (wins[first] ?? 0) + 1;
  return wins.map((won) => won / firsts.length);
}
