import { styleFor } from '../print/style.js';
import { symbolsFor } from '../print/symbols.js';
import { wrapped } from '../print/wrap.js';
import type { Shell } from '../shell.js';
import { VERSION } from '../version.js';

/** Who we are and what will happen, in three lines. */
export function greet(shell: Shell): void {
  const { bold, dim, cyan } = styleFor(shell);
  const what =
    'A few questions about your team and your load; then one of four architectures, with the reasons, and a repository for it that runs. Nothing is written before you say so.';
  if (shell.plain) {
    const text = `create-backend ${VERSION}. ${what} Control C leaves at any time.`;
    shell.out(`${wrapped(text, shell.columns - 1).join('\n')}\n`);
    return;
  }
  const { first, rail } = symbolsFor(shell);
  const lines = wrapped(what, Math.min(shell.columns, 84) - 4).map(
    (line) => `${dim(rail)}  ${dim(line)}`,
  );
  shell.out(
    `\n${dim(first)}  ${bold(cyan('create-backend'))} ${dim(VERSION)}\n${lines.join('\n')}\n`,
  );
}
