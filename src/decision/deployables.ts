import type { CompleteAnswers } from '#answers/complete-answers.js';
import type { Lookup } from '#knowledge/lookup.js';
import type { PatternId } from '#shared/pattern-id.js';

/** How many things are deployed and watched: one, or one for each module. */
export function deployablesOf(
  pattern: PatternId,
  { modules }: Pick<CompleteAnswers, 'modules'>,
  threshold: Lookup,
): number {
  if (pattern === 'modular-monolith') return 1;
  return modules.length + threshold('deployables.besides-modules');
}
