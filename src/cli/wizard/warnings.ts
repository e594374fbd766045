import { UserError, type Problem } from '#shared/user-error.js';
import { wrapped } from '../print/wrap.js';
import type { Passage } from '../prompts/prompts.js';

/** What the user can put right of what went wrong. */
export async function problemsOf(work: () => Promise<unknown>): Promise<readonly Problem[]> {
  try {
    await work();
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.problems;
  }
}

/** Problems between two questions. */
export function warningOf(problems: readonly Problem[]): Passage {
  const lines = problems.map(({ message, hint }) => `! ${message}. ${hint}`.replaceAll('..', '.'));
  return {
    drawn: (width) => lines.flatMap((line) => wrapped(line, width)),
    spoken: lines,
  };
}
