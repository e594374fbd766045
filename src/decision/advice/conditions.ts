import type { CompleteAnswers } from '#answers/complete-answers.js';
import type { Condition } from '#knowledge/schema.js';
import type { PatternId } from '#shared/pattern-id.js';

/** What a condition may look at. */
export interface Situation {
  readonly complete: CompleteAnswers;
  readonly pattern: PatternId;
}

function valueOf({ of }: Condition, { complete, pattern }: Situation): unknown {
  return of === 'pattern' ? pattern : complete[of];
}

/** True when the answers meet the condition. */
export function holds(condition: Condition, situation: Situation): boolean {
  const value = valueOf(condition, situation);
  const words = Array.isArray(value) ? value.map(String) : [String(value)];
  if (condition.is !== undefined && !words.some((word) => condition.is?.includes(word)))
    return false;
  if (condition.lacks !== undefined && words.some((word) => condition.lacks?.includes(word)))
    return false;
  if (condition.atLeast !== undefined && !(Number(value) >= condition.atLeast)) return false;
  return condition.below === undefined || Number(value) < condition.below;
}

/** The condition as a phrase. */
export function conditionWords({ of, is, lacks, atLeast, below }: Condition): string {
  const parts = [
    ...(is === undefined ? [] : [`${of} is ${is.join(' or ')}`]),
    ...(lacks === undefined ? [] : [`no ${lacks.join(', ')} in ${of}`]),
    ...(atLeast === undefined ? [] : [`${of} is at least ${atLeast}`]),
    ...(below === undefined ? [] : [`${of} is below ${below}`]),
  ];
  return parts.join(' and ');
}
