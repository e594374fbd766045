import type { Shell } from '../shell.js';
import { styleFor } from './style.js';

/** How one step went. */
export interface StepReport {
  readonly name: string;
  readonly ms: number;
  readonly ok: boolean;
}

/** Runs steps one after the other and says on stderr what is going on. */
export interface Progress {
  step<Value>(name: string, work: () => Promise<Value>): Promise<Value>;
  readonly reports: readonly StepReport[];
}

/** Steps shorter than this are told without their time, and without a line while they run. */
const WORTH_TELLING_MS = 1000;
const FRAME_MS = 100;
const FRAMES = ['|', '/', '-', '\\'] as const;

type Output = Pick<Shell, 'err' | 'redraws' | 'color' | 'now'>;

export function createProgress(shell: Output): Progress {
  const style = styleFor(shell);
  const reports: StepReport[] = [];
  return {
    reports,
    step: async (name, work) => {
      const started = shell.now();
      const stop = announce(shell, name, started);
      const finish = (ok: boolean): void => {
        const ms = Math.round(shell.now() - started);
        stop();
        reports.push({ name, ms, ok });
        const time = ms >= WORTH_TELLING_MS ? `  ${seconds(ms)}` : '';
        shell.err(`${ok ? style.green('✓') : style.red('✗')} ${name}${style.dim(time)}\n`);
      };
      try {
        const value = await work();
        finish(true);
        return value;
      } catch (error) {
        finish(false);
        throw error;
      }
    },
  };
}

/** `1.2 s`, `75 s`. */
export function seconds(ms: number): string {
  return ms < 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`;
}

/** Shows that a step is running: a redrawn line on a terminal, one plain line in a log. */
function announce(shell: Output, name: string, started: number): () => void {
  if (!shell.redraws) {
    const timer = setTimeout(() => shell.err(`… ${name}\n`), WORTH_TELLING_MS);
    return () => clearTimeout(timer);
  }
  let frame = 0;
  const timer = setInterval(() => {
    const time = seconds(shell.now() - started);
    shell.err(`\r${FRAMES[frame++ % FRAMES.length] ?? ''} ${name}  ${time}\u001B[K`);
  }, FRAME_MS);
  return () => {
    clearInterval(timer);
    shell.err('\r\u001B[K');
  };
}
