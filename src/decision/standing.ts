import type { CompleteAnswers } from '#answers/complete-answers.js';
import type { Knowledge } from '#knowledge/schema.js';
import { PATTERN_IDS, type PatternId } from '#shared/pattern-id.js';
import { indexed } from './indexed.js';
import { modelOf } from './model.js';
import { sharesOf } from './shares.js';

/** How one pattern stands before every question is answered. */
export interface Standing {
  readonly pattern: PatternId;
  /** Share of draws in which it comes first. */
  readonly share: number;
  readonly vetoed: boolean;
  /** USD a month. */
  readonly hosting: number;
  readonly people: number;
}

/**
 * The decision while it is being answered: the same model and the same worlds with fewer draws and without flips,
 * so that it can follow the keys. In the order of PATTERN_IDS.
 */
export function standingsOf(complete: CompleteAnswers, knowledge: Knowledge): readonly Standing[] {
  const known = indexed(knowledge);
  const model = modelOf(complete, known);
  const { threshold } = model.numbers;
  const shares = sharesOf(complete, known, threshold('draws.flip'));
  return PATTERN_IDS.map((pattern, index) => ({
    pattern,
    share: shares[index] ?? 0,
    vetoed: model.allowed[index] === false,
    hosting: model.costs[index]?.hosting ?? 0,
    people: model.costs[index]?.people ?? 0,
  }));
}
