import type { Shell } from './shell.js';

/** The check asks nothing and shows no progress, so it needs little of a shell. */
export type LintShell = Pick<Shell, 'out' | 'err' | 'cwd'>;

/** The shell of the running process; a reader such as `head` that leaves early is no error. */
export function processLintShell(): LintShell {
  const { stdout, stderr } = process;
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    cwd: process.cwd(),
  };
}
