import { performance } from 'node:perf_hooks';
import { Interrupted } from './interrupted.js';
import type { Shell } from './shell.js';

const FALLBACK_COLUMNS = 80;

/** Each must end what we started, too: commands of a generated repo run in groups of their own. */
const SIGNALS = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const;

/** The shell of the running process. The first signal asks everything to stop, the second does not ask. */
export function processShell(): Shell {
  const { stdin, stdout, stderr, env } = process;
  const interrupt = new AbortController();
  for (const [signal, exitCode] of SIGNALS) {
    process.on(signal, () => {
      if (interrupt.signal.aborted) process.exit(exitCode);
      interrupt.abort(new Interrupted(exitCode));
    });
  }
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      process.exit(0);
    });
  }
  const shell: Shell = {
    stdin,
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    interactive: stdin.isTTY === true && stdout.isTTY === true,
    redraws: stderr.isTTY === true && env['TERM'] !== 'dumb',
    columns: stdout.columns ?? FALLBACK_COLUMNS,
    color: wantsColor(env, stdout.isTTY === true && stderr.isTTY === true),
    cwd: process.cwd(),
    env,
    nodeVersion: process.version,
    run: async (request) => (await import('#adapters/run.js')).run(request),
    now: () => performance.now(),
    signal: interrupt.signal,
    prompts: async () => (await import('./prompts/inquirer-prompts.js')).inquirerPrompts(shell),
  };
  return shell;
}

/** https://no-color.org and its opposite, before what the terminal says about itself. */
export function wantsColor(
  env: Readonly<Record<string, string | undefined>>,
  terminal: boolean,
): boolean {
  if (env['NO_COLOR']) return false;
  if (env['FORCE_COLOR'] !== undefined) return env['FORCE_COLOR'] !== '0';
  return terminal && env['TERM'] !== 'dumb';
}
