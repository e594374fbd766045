import type { CompleteAnswers } from '#answers/complete-answers.js';
import { acceptedVetoProblems } from '#decision/accepted-vetoes.js';
import { decide } from '#decision/decide.js';
import type { Decision } from '#decision/schema.js';
import { loadKnowledge } from '#knowledge/load.js';
import { UserError } from '#shared/user-error.js';

/** The decision by the shipped knowledge; refuses vetoes that do not exist. */
export function decideFor(complete: CompleteAnswers): Decision {
  const knowledge = loadKnowledge();
  const [first, ...rest] = acceptedVetoProblems(complete, knowledge);
  if (first !== undefined) throw new UserError(first, ...rest);
  return decide(complete, knowledge);
}
