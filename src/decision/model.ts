import type { CompleteAnswers } from '#answers/complete-answers.js';
import type { Numbers } from '#knowledge/lookup.js';
import type { Criterion, Rating } from '#knowledge/schema.js';
import { PATTERN_IDS, type PatternId } from '#shared/pattern-id.js';
import { costOf, costWorth, type PatternCost } from './cost.js';
import { factsOf, type Facts } from './facts.js';
import { importancesOf } from './importances.js';
import type { Indexed } from './indexed.js';
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

/** Everything that answers and knowledge determine before chance enters. */
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

function rangeOf(rating: Rating, criterion: Criterion, complete: CompleteAnswers): Range {
  const isLearnt = criterion.learnt && complete.experience.includes(rating.pattern);
  const { id, low, high, value } = rating;
  return { id, low, mid: isLearnt ? high : value, high };
}

function judge(
  complete: CompleteAnswers,
  { criteria, numbers }: Indexed,
  costs: readonly PatternCost[],
  needs: readonly CriterionNeed[],
): readonly Judged[] {
  const weights = importancesOf(
    criteria.map(({ criterion }) => criterion),
    needs,
    numbers.weight,
  );
  const bonus = numbers.weight('weight.bonus');
  return criteria.flatMap(({ criterion, ratings }, index): Judged[] => {
    const need = needs[index];
    if (need === undefined) return [];
    const shared = { criterion, need, weight: weights[index] ?? 0 };
    if (criterion.computed) {
      return [{ ...shared, ranges: null, values: costs.map((cost) => costWorth(cost, complete)) }];
    }
    const ranges = ratings.map((rating) => rangeOf(rating, criterion, complete));
    return [{ ...shared, ranges, values: ranges.map(({ mid }) => worth(need.need, mid, bonus)) }];
  });
}

/** Builds the model for one company. */
export function modelOf(complete: CompleteAnswers, indexed: Indexed): Model {
  const { numbers, knowledge } = indexed;
  const facts = factsOf(complete, numbers.threshold);
  const costs = PATTERN_IDS.map((pattern) => costOf(pattern, complete, numbers));
  const judged = judge(complete, indexed, costs, needsOf(indexed, facts));
  const vetoes = firedVetoes(complete, knowledge, numbers.threshold);
  const standing = vetoes.filter(({ accepted }) => accepted === null).map(({ pattern }) => pattern);
  return {
    numbers,
    facts,
    judged,
    costs,
    vetoes,
    allowed: PATTERN_IDS.map((pattern) => !standing.includes(pattern)),
    values: PATTERN_IDS.map((_, index) =>
      judged.reduce((sum, { weight, values }) => sum + weight * (values[index] ?? 0), 0),
    ),
  };
}

/** The first pattern by expected value that no veto rules out. */
export function firstByValue({ values, allowed }: Model): PatternId {
  let first: PatternId = PATTERN_IDS[0];
  let best = -Infinity;
  PATTERN_IDS.forEach((pattern, index) => {
    const value = values[index] ?? -Infinity;
    if (allowed[index] && value > best) {
      first = pattern;
      best = value;
    }
  });
  return first;
}
