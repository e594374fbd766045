import type { Shell } from '../shell.js';
import { styleFor } from './style.js';
import { symbolsFor } from './symbols.js';
import { cut } from './wrap.js';

/** How one step went. */
export interface StepReport {
  readonly name: string;
  readonly ms: number;
  readonly ok: boolean;
  /** Why there was nothing to do; then nothing was done. */
  readonly skipped?: string;
}

/** Runs steps one after the other and says on stderr what is going on. */
export interface Progress {
  /** `skipped` says why a step turned out to have nothing to do. */
  step<Value>(
    name: string,
    work: () => Promise<Value>,
    skipped?: (value: Value) => string | undefined,
  ): Promise<Value>;
  readonly reports: readonly StepReport[];
}

/** Steps shorter than this get no line while they run. */
const WORTH_TELLING_MS = 1000;
/** Less is nothing that anyone waits for. */
const WORTH_COUNTING_MS = 100;
const FRAME_MS = 100;
const FRAMES = ['|', '/', '-', '\\'] as const;

type Output = Pick<Shell, 'err' | 'redraws' | 'color' | 'now' | 'unicode' | 'columns' | 'plain'>;

export function createProgress(shell: Output): Progress {
  const style = styleFor(shell);
  const symbols = symbolsFor(shell);
  const reports: StepReport[] = [];
  const tell = (report: StepReport): void => {
    reports.push(report);
    const { name, ms, ok, skipped } = report;
    const time = ms >= WORTH_COUNTING_MS ? `  ${seconds(ms)}` : '';
    if (shell.plain) {
      const how = skipped === undefined ? (ok ? 'Done' : 'Failed') : 'Skipped';
      shell.err(`${how}: ${name}${skipped === undefined ? '' : `, ${skipped}`}${time}\n`);
    } else if (skipped !== undefined) {
      shell.err(`${style.yellow(symbols.skipped)} ${name}  ${style.dim(`skipped: ${skipped}`)}\n`);
    } else {
      const sign = ok ? style.green(symbols.done) : style.red(symbols.failed);
      shell.err(`${sign} ${name}${style.dim(time)}\n`);
    }
  };
  return {
    reports,
    step: async (name, work, skippedBecause) => {
      const started = shell.now();
      const stop = announce(shell, name, started);
      const finish = (ok: boolean, skipped: string | undefined): void => {
        const ms = Math.round(shell.now() - started);
        stop();
        tell({ name, ms, ok, ...(skipped === undefined ? {} : { skipped }) });
      };
      try {
        const value = await work();
        finish(true, skippedBecause?.(value));
        return value;
      } catch (error) {
        finish(false, undefined);
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
  const { cut: sign } = symbolsFor(shell);
  if (!shell.redraws) {
    const line = shell.plain ? `Working: ${name}` : `${sign} ${name}`;
    const timer = setTimeout(() => shell.err(`${line}\n`), WORTH_TELLING_MS);
    return () => clearTimeout(timer);
  }
  let frame = 0;
  const timer = setInterval(() => {
    const time = seconds(shell.now() - started);
    // A line that wraps could not be cleared.
    const text = cut(name, shell.columns - time.length - 6, sign);
    shell.err(`\r${FRAMES[frame++ % FRAMES.length] ?? ''} ${text}  ${time}\u001B[K`);
  }, FRAME_MS);
  return () => {
    clearInterval(timer);
    shell.err('\r\u001B[K');
  };
}
