import type { CompleteAnswers } from '#answers/complete-answers.js';
import { completeAnswers } from '#answers/defaults.js';
import type { Answers } from '#answers/schema.js';
import type { Decision } from '#decision/schema.js';
import type { PatternId } from '#shared/pattern-id.js';
import { decideFor } from '../decide/decide-for.js';

/** What was chosen, by flags, a file or the wizard. */
export interface Choice {
  readonly answers: Answers;
}

/** A choice with everything that follows from it. */
export interface Settled extends Choice {
  readonly complete: CompleteAnswers;
  readonly decision: Decision;
  readonly pattern: PatternId;
  /** Why the recommendation was not followed; null when it was. */
  readonly because: string | null;
}

/** Who names a pattern on the command line has a reason; it need not be told to us. */
const NO_REASON = 'chosen with --pattern';

export function settle(choice: Choice): Settled {
  const { answers } = choice;
  const complete = completeAnswers(answers);
  const decision = decideFor(complete);
  const recommended = decision.recommended.pattern;
  const pattern = complete.pattern ?? recommended;
  const because = pattern === recommended ? null : (complete.overrideReason ?? NO_REASON);
  return { ...choice, complete, decision, pattern, because };
}
