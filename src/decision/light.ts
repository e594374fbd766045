import type { CompleteAnswers } from '#answers/complete-answers.js';
import { QUESTION } from '#answers/questions.js';
import type { Criterion, FactId, Rating } from '#knowledge/schema.js';
import { PATTERN_IDS, type PatternId } from '#shared/pattern-id.js';
import { clamp } from '#shared/quantity.js';
import { costOf, costWorth, isPricedAlike, type PatternCost } from './cost.js';
import { factValues, type FactValues } from './facts.js';
import { importancesOf } from './importances.js';
import type { Indexed } from './indexed.js';
import { needOf } from './needs.js';
import { importance, worth } from './scale.js';
import { standingVetoes } from './vetoes/vetoes.js';

const PATTERNS = PATTERN_IDS.length;

/** The numbers of the model for one company, without the words; all that chance and searches need. */
export interface Light {
  readonly answers: CompleteAnswers;
  readonly facts: FactValues;
  readonly costs: readonly PatternCost[];
  /** By criterion. */
  readonly needs: readonly number[];
  /** By criterion: how much it would count, had it no twin and no copies. */
  readonly own: readonly number[];
  /** By criterion: how much it counts. Only their proportions mean anything. */
  readonly importances: readonly number[];
  /** By criterion, then pattern: the middle of the rating; of a computed criterion, its worth. */
  readonly mids: readonly number[];
  /** By pattern: false when a veto stands, or when it is no option. */
  readonly allowed: readonly boolean[];
}

/** From the middle level of maturity to the highest, delivery practice moves a rating. */
function matured({ value, mature }: Rating, opsMaturity: number): number {
  if (mature === undefined) return value;
  const { min, max } = QUESTION.opsMaturity;
  const middle = (min + max) / 2;
  return value + (mature - value) * clamp((opsMaturity - middle) / (max - middle), 0, 1);
}

/** The middle of a rating as it applies here: experience moves it to the high end. */
export function middleOf(rating: Rating, criterion: Criterion, complete: CompleteAnswers): number {
  const isLearnt = criterion.learnt && complete.experience.includes(rating.pattern);
  return isLearnt ? rating.high : matured(rating, complete.opsMaturity);
}

function middles(
  complete: CompleteAnswers,
  known: Indexed,
  costs: readonly PatternCost[],
  near: Light | undefined,
): number[] {
  const { threshold } = known.numbers;
  const isRatedAlike =
    near !== undefined &&
    near.answers.opsMaturity === complete.opsMaturity &&
    isSame(near.answers.experience, complete.experience);
  const mids = isRatedAlike ? [...near.mids] : [];
  for (const [index, { criterion, ratings }] of known.criteria.entries()) {
    if (isRatedAlike && !criterion.computed) continue;
    for (let pattern = 0; pattern < PATTERNS; pattern += 1) {
      const rating = ratings[pattern];
      const cost = costs[pattern];
      const at = index * PATTERNS + pattern;
      if (rating !== undefined) mids[at] = middleOf(rating, criterion, complete);
      else if (cost !== undefined) mids[at] = costWorth(cost, complete, threshold);
    }
  }
  return mids;
}

function isSame(one: FactValues[FactId], other: FactValues[FactId]): boolean {
  if (one === other) return true;
  if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
  return one.every((value, index) => value === other[index]);
}

/**
 * Builds the numbers of the model for one company. What does not differ from a company `near` it is taken from there,
 * which changes no number.
 */
export function lightOf(
  complete: CompleteAnswers,
  known: Indexed,
  unavailable: readonly PatternId[] = [],
  near?: Light,
): Light {
  const { numbers, settings, criteria } = known;
  const facts = factValues(complete, numbers.threshold);
  const costs =
    near !== undefined && isPricedAlike(near.answers, complete)
      ? near.costs
      : PATTERN_IDS.map((pattern) => costOf(pattern, complete, numbers));
  const needs = [...(near?.needs ?? [])];
  const own = [...(near?.own ?? [])];
  for (const [index, { needs: records, inputs }] of criteria.entries()) {
    if (near !== undefined && inputs.every((id) => isSame(near.facts[id], facts[id]))) continue;
    const need = needOf(records, facts, settings.partShare);
    needs[index] = need;
    own[index] = importance(need, settings);
  }
  const vetoed = standingVetoes(complete, known.knowledge, numbers.threshold);
  return {
    answers: complete,
    facts,
    costs,
    needs,
    own,
    importances: importancesOf(known, own),
    mids: middles(complete, known, costs, near),
    allowed: PATTERN_IDS.map(
      (pattern) => !vetoed.includes(pattern) && !unavailable.includes(pattern),
    ),
  };
}

/** By criterion, summing to one. */
export function weightsOf({ importances }: Light): readonly number[] {
  const total = importances.reduce((sum, each) => sum + each, 0);
  return importances.map((each) => each / total);
}

/** By pattern: the expected value. */
export function valuesOf(light: Light, known: Indexed): readonly number[] {
  const values = PATTERN_IDS.map(() => 0);
  const { needs, mids } = light;
  const { bonus } = known.settings;
  const weights = weightsOf(light);
  for (const [index, { criterion }] of known.criteria.entries()) {
    const need = needs[index] ?? 0;
    const weight = weights[index] ?? 0;
    for (let pattern = 0; pattern < PATTERNS; pattern += 1) {
      const mid = mids[index * PATTERNS + pattern] ?? 0;
      const value = criterion.computed ? mid : worth(need, mid, bonus);
      values[pattern] = (values[pattern] ?? 0) + weight * value;
    }
  }
  return values;
}
