import { performance } from 'node:perf_hooks';
import { isoDay, systemClock } from '#adapters/clock.js';
import { Interrupted } from './interrupted.js';
import type { Shell } from './shell.js';
import { wantsColor, wantsPlain, wantsUnicode } from './terminal-wishes.js';

const FALLBACK = { columns: 80, rows: 24 } as const;

/** Each must end what we started, too: commands of a generated repo run in groups of their own. */
const SIGNALS = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const;

/** The shell of the running process. The first signal asks everything to stop, the second does not ask. */
export function processShell(argv: readonly string[]): Shell {
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
  const plain = wantsPlain(env, argv);
  const shell: Shell = {
    stdin,
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    interactive: stdin.isTTY === true && stdout.isTTY === true,
    redraws: stderr.isTTY === true && !plain,
    plain,
    unicode: wantsUnicode(env, process.platform),
    // Read anew each time: windows change their size.
    get columns() {
      return stdout.columns || FALLBACK.columns;
    },
    get rows() {
      return stdout.rows || FALLBACK.rows;
    },
    color: wantsColor(env, stdout.isTTY === true && stderr.isTTY === true),
    cwd: process.cwd(),
    env,
    nodeVersion: process.version,
    run: async (request) => (await import('#adapters/run.js')).run(request),
    today: () => isoDay(systemClock),
    now: () => performance.now(),
    signal: interrupt.signal,
    prompts: async () => {
      const terminal = { input: stdin, output: stdout };
      return plain
        ? (await import('./prompts/plain/plain-prompts.js')).plainPrompts(shell, terminal)
        : (await import('./prompts/terminal/terminal-prompts.js')).terminalPrompts(shell, terminal);
    },
  };
  return shell;
}
