import type { CompleteAnswers } from '#answers/complete-answers.js';
import type { Numbers } from '#knowledge/lookup.js';
import type { Criterion } from '#knowledge/schema.js';
import { PATTERN_IDS, type PatternId } from '#shared/pattern-id.js';
import { costOf, type PatternCost } from './cost.js';
import { factsOf, type Facts } from './facts.js';
import type { Indexed, IndexedCriterion } from './indexed.js';
import { lightOf, valuesOf, weightsOf, type Light } from './light.js';
import { needsOf, type CriterionNeed } from './needs.js';
import { worth } from './scale.js';
import { firedVetoes, type FiredVeto } from './vetoes/vetoes.js';

/** A rating as it applies here: experience moves the middle to the high end. */
export interface Range {
  readonly id: string;
  readonly low: number;
  readonly mid: number;
  readonly high: number;
}

/** One criterion seen by one company: what it needs, what that weighs, what each pattern offers. */
export interface Judged {
  readonly criterion: Criterion;
  readonly need: CriterionNeed;
  readonly weight: number;
  /** In the order of PATTERN_IDS; null for a computed criterion. */
  readonly ranges: readonly Range[] | null;
  /** The value at the middle of each range, in the order of PATTERN_IDS. */
  readonly values: readonly number[];
}

/** Everything that answers and knowledge determine before chance enters, with the words for it. */
export interface Model {
  readonly numbers: Numbers;
  readonly facts: Facts;
  readonly judged: readonly Judged[];
  readonly costs: readonly PatternCost[];
  readonly vetoes: readonly FiredVeto[];
  /** In the order of PATTERN_IDS: false when a veto stands. */
  readonly allowed: readonly boolean[];
  /** The expected value of each pattern, in the order of PATTERN_IDS. */
  readonly values: readonly number[];
}

function judgedOf(
  { criterion, ratings }: IndexedCriterion,
  need: CriterionNeed,
  index: number,
  weight: number,
  { mids }: Light,
  bonus: number,
): Judged {
  const mid = (pattern: number) => mids[index * PATTERN_IDS.length + pattern]?.[0] ?? 0;
  const shared = { criterion, need, weight };
  if (criterion.computed)
    return { ...shared, ranges: null, values: PATTERN_IDS.map((_, pattern) => mid(pattern)) };
  const ranges = ratings.map(({ id, low, high }, pattern) => ({
    id,
    low,
    mid: mid(pattern),
    high,
  }));
  return { ...shared, ranges, values: ranges.map((range) => worth(need.need, range.mid, bonus)) };
}

/** Builds the model for one company. */
export function modelOf(
  complete: CompleteAnswers,
  known: Indexed,
  unavailable: readonly PatternId[] = [],
): Model {
  const { numbers, knowledge, criteria, settings } = known;
  const light = lightOf(complete, known, unavailable);
  const facts = factsOf(complete, light.facts);
  const needs = needsOf(
    known,
    facts,
    light.needs.map(([need]) => need ?? 0),
  );
  const weights = weightsOf(light);
  return {
    numbers,
    facts,
    judged: criteria.flatMap((one, index) => {
      const need = needs[index];
      const weight = weights[index];
      if (need === undefined || weight === undefined) return [];
      return [judgedOf(one, need, index, weight, light, settings.bonus)];
    }),
    costs: PATTERN_IDS.map((pattern) => costOf(pattern, complete, numbers)),
    vetoes: firedVetoes(complete, knowledge, numbers.threshold),
    allowed: light.allowed.map(([one]) => one !== false),
    values: [...valuesOf(light, known)],
  };
}
