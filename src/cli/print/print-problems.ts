import { UserError, type Problem } from '#shared/user-error.js';

/** One line a problem: `CODE: what. What to do.` */
export function problemLines(problems: readonly Problem[]): string {
  return problems
    .map(({ code, message, hint }) => `${code}: ${sentence(message)} ${sentence(hint)}\n`)
    .join('');
}

/** A problem as every `--json` has it; `where` is null when it is nowhere in particular. */
export function problemJson({ code, message, hint, where }: Problem): ProblemJson {
  return { code, message, hint, where: where ?? null };
}

interface ProblemJson {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly where: string | null;
}

/** The same as data, for `--json`. */
export function problemsJson(problems: readonly Problem[]): string {
  return `${JSON.stringify({ ok: false, problems: problems.map(problemJson) }, null, 2)}\n`;
}

/** Text of a bug: the stack for us, one sentence for the user. */
export function bugText(error: unknown, command: string): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `${stack}\n\nBUG: this is a fault in create-backend, not in what you typed. Please report it with the lines above and the command: ${command}\n`;
}

/** The problems of an error that the user can put right; nothing for a bug. */
export function problemsOf(error: unknown): readonly [Problem, ...Problem[]] | undefined {
  if (!(error instanceof UserError)) return undefined;
  const [first, ...rest] = error.problems;
  return first === undefined ? undefined : [first, ...rest];
}

/** Problems come from many hands: one line each, ended by one full stop. */
function sentence(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return /[.!?:]$/.test(line) || line === '' ? line : `${line}.`;
}
