import { UserError, type Problem } from '#shared/user-error.js';

/** One line a problem: `CODE: what. What to do.` */
export function problemLines(problems: readonly Problem[]): string {
  return problems
    .map(({ code, message, hint }) => `${code}: ${sentence(message)} ${sentence(hint)}\n`)
    .join('');
}

/** The same as data, for `--json`. */
export function problemsJson(problems: readonly [Problem, ...Problem[]]): string {
  const [{ code, message, hint }] = problems;
  return `${JSON.stringify({ error: { code, message, hint, problems } }, null, 2)}\n`;
}

/** Text of a bug: the stack for us, one sentence for the user. */
export function bugText(error: unknown, command: string): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `${stack}\n\nBUG: this is a fault in create-backend, not in what you typed. Please report it with the lines above and the command: ${command}\n`;
}

/** The problems of an error that the user can put right; nothing for a bug. */
export function problemsOf(error: unknown): readonly [Problem, ...Problem[]] | undefined {
  if (!(error instanceof UserError)) return undefined;
  const [first, ...rest] = error.problems.map(({ code, message, hint }) => ({
    code,
    message,
    hint,
  }));
  return first === undefined ? undefined : [first, ...rest];
}

/** Problems come from many hands: one line each, ended by one full stop. */
function sentence(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return /[.!?:]$/.test(line) || line === '' ? line : `${line}.`;
}
