import type { CompleteAnswers } from '#answers/complete-answers.js';
import { PATTERN_IDS, type PatternId } from '#shared/pattern-id.js';
import { worldsOf } from './drawn-answers.js';
import type { Indexed } from './indexed.js';
import { lightOf, type Light } from './light.js';
import { addTo, firstsIn, newTotals, type Batch } from './simulate.js';

/** How much is drawn: the first worlds of all, and the first draws of each. */
export interface Effort {
  readonly draws: number;
  /** Over how many possible worlds the draws are spread. */
  readonly worlds: number;
}

export function fullEffort({ numbers: { threshold } }: Indexed): Effort {
  return { draws: threshold('draws.main'), worlds: threshold('draws.worlds') };
}

/** Enough to search with; what is found is checked with more. */
export function searchEffort({ numbers: { threshold } }: Indexed): Effort {
  return { draws: threshold('draws.flip'), worlds: threshold('draws.flip-worlds') };
}

export function batchOf({ draws, worlds }: Effort): Batch {
  return { worlds, draws: Math.floor(draws / worlds) };
}

/** The numbers of one company in the first `worlds`, made when first asked. */
export type Lights = (worlds: number) => readonly Light[];

/** Answers that were assumed are drawn anew for each world; without any, all worlds are the same. */
export function lightsOf(
  complete: CompleteAnswers,
  known: Indexed,
  unavailable: readonly PatternId[],
  near: readonly Light[] = [],
): Lights {
  const made: Light[] = [];
  const answersOf =
    complete.assumptions.length === 0
      ? () => complete
      : worldsOf(complete, known.numbers.threshold, known.draws().unknowns);
  return (worlds) => {
    for (let world = made.length; world < worlds; world += 1) {
      const answers = answersOf(world);
      const before = made[world - 1];
      made.push(
        before?.answers === answers
          ? before
          : lightOf(answers, known, unavailable, near[world] ?? made[0]),
      );
    }
    return made;
  };
}

/**
 * How often each pattern comes first, in the order of PATTERN_IDS. Answers that were assumed are drawn anew for
 * each possible world; ratings and weights are drawn within each. Patterns that are `unavailable` are no option.
 */
export function sharesOf(
  complete: CompleteAnswers,
  known: Indexed,
  effort: Effort,
  unavailable: readonly PatternId[] = [],
): readonly number[] {
  const batch = batchOf(effort);
  const totals = newTotals(known.draws());
  const lights = lightsOf(complete, known, unavailable)(batch.worlds);
  addTo(totals, { known, lights, ...batch });
  return sharesIn(firstsIn(totals, lights, known.draws(), batch));
}

/** The share of each pattern among the first ones. */
export function sharesIn(firsts: Uint8Array): readonly number[] {
  const wins = PATTERN_IDS.map(() => 0);
  for (const first of firsts) wins[first] = (wins[first] ?? 0) + 1;
  return wins.map((won) => won / firsts.length);
}
