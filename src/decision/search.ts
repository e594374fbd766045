import type { CompleteAnswers } from '#answers/complete-answers.js';
import type { Answers } from '#answers/schema.js';
import { PATTERN_IDS, type PatternId } from '#shared/pattern-id.js';
import { changed, givenIn, type Change } from './changes.js';
import { marginOf, simplestOfFirst } from './confidence.js';
import type { Indexed } from './indexed.js';
import { lightOf, valuesOf, type Light } from './light.js';
import type { Paired } from './paired.js';

/** The decision with answers changed, as often as a search needs it. */
export interface Search {
  readonly complete: CompleteAnswers;
  readonly known: Indexed;
  readonly current: PatternId;
  /** With a few draws: where to look. Undefined where the answers contradict each other. */
  roughly(changes: readonly Change[]): PatternId | undefined;
  /** By how much the present winner leads in expected value. */
  valueLead(changes: readonly Change[]): number | undefined;
  /** What the whole decision would be; a search never reports what this does not say. */
  exactly(changes: readonly Change[]): PatternId | undefined;
}

interface Given {
  readonly complete: CompleteAnswers;
  readonly known: Indexed;
  readonly current: PatternId;
  readonly unavailable: readonly PatternId[];
  readonly paired: Paired;
}

export function searchOf({ complete, known, current, unavailable, paired }: Given): Search {
  const given: Answers = givenIn(complete);
  const { threshold } = known.numbers;
  const least = threshold('draws.flip');
  const most = threshold('draws.main');
  const sureErrors = threshold('flip.sure-errors');
  const sureValue = threshold('flip.sure-value');
  const own = lightOf(complete, known, unavailable);
  const at = PATTERN_IDS.indexOf(current);

  /** By how much `current` leads in expected value; behind, or ruled out, it is negative. */
  const leadIn = (light: Light): number => {
    const isOut = (index: number) => light.allowed[index]?.[0] === false;
    if (isOut(at)) return -1;
    const values = valuesOf(light, known);
    const others = values.filter((_, index) => index !== at && !isOut(index));
    return Math.min(1, (values[at] ?? 0) - Math.max(...others));
  };

  /** Looks at more and more draws, until more could not turn it: two shares would have to be several errors off. */
  const judged = (changes: readonly Change[], most: number): PatternId | undefined => {
    const answers = changed(complete, given, changes);
    if (answers === undefined) return undefined;
    const light = lightOf(answers, known, unavailable, own);
    if (leadIn(light) >= sureValue) return current;
    const allowed = light.allowed.map(([one]) => one !== false);
    const sharesWith = paired.beside(answers);
    for (let draws = least; ; draws = Math.min(2 * draws, most)) {
      const { shares, error } = sharesWith(draws);
      const winner = simplestOfFirst(shares, allowed, threshold);
      const isSure = marginOf(shares, allowed, threshold) >= 2 * sureErrors * error;
      if (isSure || draws >= most) return winner;
    }
  };

  const leads = new Map<string, number | undefined>();
  const valueLead = (changes: readonly Change[]): number | undefined => {
    const key = JSON.stringify(changes);
    if (!leads.has(key)) {
      const answers = changed(complete, given, changes);
      leads.set(key, answers && leadIn(lightOf(answers, known, unavailable, own)));
    }
    return leads.get(key);
  };
  return {
    complete,
    known,
    current,
    roughly: (changes) => judged(changes, threshold('draws.check')),
    exactly: (changes) => judged(changes, most),
    valueLead,
  };
}
