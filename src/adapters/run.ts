import type { Problem } from '#shared/user-error.js';
import { outputTail } from './output-tail.js';

/** A command to run, with everything it depends on. */
export interface RunRequest {
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  /** The whole environment; nothing is added to it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Milliseconds from any fixed point. */
  readonly now: () => number;
  /** Told every second how long it has been running. */
  readonly onProgress?: (elapsedMs: number) => void;
}

/** How a command ended. `output` is the end of what it printed, both streams as they came. */
export type RunOutcome =
  | { readonly kind: 'passed'; readonly elapsedMs: number; readonly output: string }
  | {
      readonly kind: 'failed';
      readonly elapsedMs: number;
      /** Nothing when a signal ended it. */
      readonly exitCode: number | undefined;
      readonly output: string;
    }
  | { readonly kind: 'timed-out'; readonly elapsedMs: number; readonly output: string }
  /** There is no such command on this machine. */
  | { readonly kind: 'missing' };

/** Runs a command; tests pass their own. */
export type Run = (request: RunRequest) => Promise<RunOutcome>;

const TICK_MS = 1000;
const GRACE_MS = 3000;

/**
 * Runs a command with its children in a process group of their own, so that a timeout or an abort ends
 * all of them. Rejects with the signal's reason when aborted, after they are gone.
 */
export async function run(request: RunRequest): Promise<RunOutcome> {
  const { argv, cwd, env, signal, now } = request;
  signal.throwIfAborted();
  const { execa } = await import('execa');
  const [file, ...args] = argv;
  const started = now();
  const child = execa(file, args, {
    cwd,
    env: { ...env },
    extendEnv: false,
    stdin: 'ignore',
    all: true,
    buffer: false,
    reject: false,
    detached: process.platform !== 'win32',
  });
  const tail = outputTail();
  child.all.on('data', tail.add);
  const watch = watchOver(request, started, (how) => endGroup(child, how));
  const result = await child.finally(watch.stop);
  if (signal.aborted) throw signal.reason;
  const elapsedMs = now() - started;
  const output = tail.text();
  if (watch.timedOut()) return { kind: 'timed-out', elapsedMs, output };
  if (result.code === 'ENOENT') return { kind: 'missing' };
  if (!result.failed) return { kind: 'passed', elapsedMs, output };
  return { kind: 'failed', elapsedMs, exitCode: result.exitCode, output };
}

/** What to tell the user of a command that did not pass. */
export function runProblem(argv: readonly string[], outcome: RunOutcome): Problem | undefined {
  const command = argv.join(' ');
  switch (outcome.kind) {
    case 'passed':
      return undefined;
    case 'missing':
      return {
        code: 'COMMAND_MISSING',
        message: `${argv[0] ?? ''} is not installed or not on the PATH`,
        hint: `Install it and run: ${command}`,
      };
    case 'timed-out':
      return {
        code: 'COMMAND_TIMED_OUT',
        message: `${command} was stopped after ${Math.round(outcome.elapsedMs / 1000)} s`,
        hint: `Run it by hand to see where it hangs: ${command}`,
      };
    case 'failed':
      return {
        code: 'COMMAND_FAILED',
        message: `${command} ended with ${outcome.exitCode === undefined ? 'a signal' : `exit code ${outcome.exitCode}`}`,
        hint: `Read its output, correct the cause and run it again: ${command}`,
      };
  }
}

interface Watch {
  readonly stop: () => void;
  readonly timedOut: () => boolean;
}

/** Ticks while a command runs and ends it on timeout, on abort and when this process exits. */
function watchOver(
  { signal, timeoutMs, now, onProgress }: RunRequest,
  started: number,
  end: (how: NodeJS.Signals) => void,
): Watch {
  let late = false;
  let grace: NodeJS.Timeout | undefined;
  const stopIt = (): void => {
    end('SIGTERM');
    grace ??= setTimeout(() => end('SIGKILL'), GRACE_MS);
  };
  const killIt = (): void => end('SIGKILL');
  const ticks = setInterval(() => onProgress?.(now() - started), TICK_MS);
  const limit = setTimeout(() => {
    late = true;
    stopIt();
  }, timeoutMs);
  signal.addEventListener('abort', stopIt);
  process.on('exit', killIt);
  return {
    timedOut: () => late,
    stop: () => {
      clearInterval(ticks);
      clearTimeout(limit);
      clearTimeout(grace);
      signal.removeEventListener('abort', stopIt);
      process.off('exit', killIt);
    },
  };
}

interface Child {
  readonly pid?: number | undefined;
  readonly all: { destroy(): unknown };
  kill(signal: NodeJS.Signals): boolean;
}

/** Signals the whole group. Windows has none: there, only the command itself is ended. */
function endGroup(child: Child, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // Gone already.
  }
  // A grandchild that left the group may hold the pipe open for ever.
  if (signal === 'SIGKILL') child.all.destroy();
}
