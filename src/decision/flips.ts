import type { CompleteAnswers } from '#answers/complete-answers.js';
import type { PatternId } from '#shared/pattern-id.js';
import { randomFrom } from '#shared/random.js';
import { simplestOfFirst } from './confidence.js';
import type { Indexed } from './indexed.js';
import { firstByValue, modelOf, type Model } from './model.js';
import { simulate } from './simulate.js';
import { NUMERIC_CHANGES, WORD_CHANGES, type NumericChange } from './changes.js';

/** A change of one answer that changes the recommendation. `to` is null when none in reach does. */
export interface Flip {
  readonly input: string;
  readonly from: number | string;
  readonly to: number | string | null;
  readonly direction: 'up' | 'down' | 'to';
  readonly winner: PatternId | null;
}

interface Search {
  readonly complete: CompleteAnswers;
  readonly known: Indexed;
  readonly seed: string;
  readonly current: PatternId;
  readonly model: Model;
}

/** The recommendation after a change: expected values first, draws only when those disagree. */
function winnerAfter(search: Search, changed: CompleteAnswers): PatternId {
  const { known, seed, current } = search;
  const model = modelOf(changed, known);
  if (firstByValue(model) === current) return current;
  const { threshold } = model.numbers;
  const draws = threshold('draws.flip');
  const shares = simulate(model, draws, randomFrom(seed));
  return simplestOfFirst(shares, model.allowed, draws, threshold);
}

/** Steps away from the present value, each by the same factor, without the ones that round to it. */
function steps(
  change: NumericChange,
  from: number,
  direction: 'up' | 'down',
  model: Model,
): number[] {
  const { threshold } = model.numbers;
  const count = threshold('flip.steps');
  const factor = threshold('flip.reach') ** (1 / count);
  const values = Array.from({ length: count }, (_, step) => {
    const scale = factor ** (step + 1);
    return change.round(direction === 'up' ? Math.max(from, change.least) * scale : from / scale);
  });
  return [...new Set(values)].filter(
    (value) => value !== from && value >= change.least && value <= change.most,
  );
}

function numericFlip(search: Search, change: NumericChange, direction: 'up' | 'down'): Flip {
  const from = change.read(search.complete);
  for (const to of steps(change, from, direction, search.model)) {
    const winner = winnerAfter(
      search,
      change.write(search.complete, to, search.model.numbers.threshold),
    );
    if (winner !== search.current) return { input: change.input, from, to, direction, winner };
  }
  return { input: change.input, from, to: null, direction, winner: null };
}

function wordFlips(search: Search): Flip[] {
  return WORD_CHANGES.flatMap(({ input, read, options }) => {
    const from = read(search.complete);
    return options.flatMap(({ value: to, write }): Flip[] => {
      if (to === from) return [];
      const winner = winnerAfter(search, write(search.complete));
      return winner === search.current ? [] : [{ input, from, to, direction: 'to', winner }];
    });
  });
}

/** What would change the recommendation, one answer at a time; also says where nothing does. */
export function flipsOf(search: Search): readonly Flip[] {
  const numeric = NUMERIC_CHANGES.flatMap((change) => [
    numericFlip(search, change, 'up'),
    numericFlip(search, change, 'down'),
  ]);
  return [...numeric, ...wordFlips(search)];
}
