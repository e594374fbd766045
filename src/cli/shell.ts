import type { Run } from '#adapters/run.js';
import type { Prompts } from './prompts/prompts.js';

/** A terminal to ask on. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** Everything a command may use of the world around it, so that commands run in tests without a process. */
export interface Shell {
  /** Writes to stdout: what was asked for, nothing else. */
  readonly out: (text: string) => void;
  readonly stdin: AsyncIterable<Uint8Array | string>;
  /** Writes to stderr: progress, hints and problems. */
  readonly err: (text: string) => void;
  /** True when someone can be asked: stdin and stdout are terminals. */
  readonly interactive: boolean;
  /** True when progress may redraw its line: stderr is a terminal. */
  readonly redraws: boolean;
  /** True for screen readers and simple terminals: nothing is redrawn, everything is a sentence. */
  readonly plain: boolean;
  /** True when the terminal shows more than ASCII. */
  readonly unicode: boolean;
  readonly columns: number;
  readonly rows: number;
  readonly color: boolean;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Version of the Node that runs us, such as `v22.22.0`. */
  readonly nodeVersion: string;
  /** Runs another program. */
  readonly run: Run;
  /** The day in UTC, such as `2026-01-31`. */
  readonly today: () => string;
  /** Milliseconds from any fixed point, for measuring. */
  readonly now: () => number;
  /** Aborted at Ctrl-C. */
  readonly signal: AbortSignal;
  /** Loaded when first asked: the prompt library is half of the start-up time. */
  readonly prompts: () => Promise<Prompts>;
}
