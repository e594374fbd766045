import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import xterm from '@xterm/headless';
import type { Run } from '#adapters/run.js';
import { main } from '#cli/create-backend.js';
import { Interrupted } from '#cli/interrupted.js';
import { memoryShell } from '#cli/memory-shell.js';
import { plainPrompts } from '#cli/prompts/plain/plain-prompts.js';
import { terminalPrompts } from '#cli/prompts/terminal/terminal-prompts.js';
import type { Shell } from '#cli/shell.js';

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** The real wizard on an emulated terminal, in this process: every cell of its screen can be looked at. */
export interface VirtualTerminal {
  /** Types one key, or a text, and waits until the screen has come to rest: questions drop what is typed before they stand. */
  readonly press: (key: string) => Promise<void>;
  /** Waits until the screen holds this text and has come to rest; the screen otherwise is the error. */
  readonly until: (text: string) => Promise<void>;
  /** Rows of the screen, without the spaces at their ends. */
  readonly screen: () => readonly string[];
  /** Everything that was ever shown, without what was erased. */
  readonly transcript: () => readonly string[];
  /** Rows that the terminal had to break; a well-made screen has none. */
  readonly broken: () => readonly string[];
  /** The cells of the screen, for a picture. */
  readonly cells: () => readonly (readonly Cell[])[];
  readonly cursorHidden: () => boolean;
  readonly interrupt: () => void;
  /** As at Ctrl-D. */
  readonly endInput: () => void;
  readonly exitCode: Promise<number>;
}

export interface Cell {
  readonly text: string;
  /** Number of the colour among the sixteen; -1: none. */
  readonly colour: number;
  readonly bold: boolean;
  readonly dim: boolean;
}

export interface VirtualOptions extends Size {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly plain?: boolean;
  readonly unicode?: boolean;
  readonly color?: boolean;
  readonly run?: Run;
  readonly now?: () => number;
}

const PATIENCE_MS = 15_000;

export function virtualTerminal(options: VirtualOptions): VirtualTerminal {
  const { columns, rows, argv, cwd, env, run, plain = false, unicode = true } = options;
  const terminal = new xterm.Terminal({
    cols: columns,
    rows,
    convertEol: true,
    scrollback: 1000,
    allowProposedApi: true,
  });
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined });
  // A terminal stays open when one question after the other closes it.
  const output: PassThrough = Object.assign(new PassThrough(), {
    isTTY: true,
    columns,
    rows,
    end: () => output,
  });
  let pending = 0;
  let hidden = false;
  const write = (text: string | Uint8Array): void => {
    pending += 1;
    for (const [, sign] of String(text).matchAll(/\[\?25([hl])/g)) hidden = sign === 'l';
    terminal.write(text, () => (pending -= 1));
  };
  output.on('data', write);
  const interrupt = new AbortController();
  const memory = memoryShell({
    cwd,
    ...(env === undefined ? {} : { env }),
    ...(run === undefined ? {} : { run }),
  });
  const shell: Shell = {
    ...memory,
    out: write,
    err: write,
    interactive: true,
    plain,
    unicode,
    color: options.color ?? true,
    columns,
    rows,
    signal: interrupt.signal,
    ...(options.now === undefined ? {} : { now: options.now }),
    prompts: async () =>
      plain ? plainPrompts(shell, { input, output }) : terminalPrompts(shell, { input, output }),
  };
  const buffer = () => terminal.buffer.active;
  const line = (index: number) => buffer().getLine(buffer().baseY + index);
  const everyLine = () =>
    Array.from({ length: buffer().length }, (_, index) => buffer().getLine(index));
  const screen = (): readonly string[] =>
    Array.from({ length: rows }, (_, index) => line(index)?.translateToString(true) ?? '');
  const isAsking = (): boolean => isComplete(screen());
  const until = async (text: string, ready = () => true): Promise<void> => {
    const began = performance.now();
    let last = '';
    for (;;) {
      await sleep(20);
      const now = screen().join('\n');
      if (pending === 0 && now === last && now.includes(text) && ready()) return;
      last = now;
      if (performance.now() - began > PATIENCE_MS) {
        throw new Error(`The screen never showed ${JSON.stringify(text)}:\n${now}`);
      }
    }
  };
  let exited = false;
  const exitCode = main(argv, shell).finally(() => (exited = true));
  return {
    press: async (key) => {
      input.write(bytesOf(key));
      // Where lines are read, the system itself shows what is typed.
      if (plain) write(key === 'Enter' ? '\n' : key);
      // Alone it could be the start of a longer key.
      if (key === 'Escape') await sleep(120);
      await until('', () => plain || exited || isAsking());
    },
    until,
    screen,
    transcript: () => everyLine().map((one) => one?.translateToString(true) ?? ''),
    broken: () => {
      return everyLine().flatMap((one) =>
        one?.isWrapped === true ? [one.translateToString(true)] : [],
      );
    },
    cells: () =>
      Array.from({ length: rows }, (_, row) =>
        Array.from({ length: columns }, (_, column) => {
          const cell = line(row)?.getCell(column);
          return {
            text: cell?.getChars() || ' ',
            colour: cell?.isFgDefault() === false ? cell.getFgColor() : -1,
            bold: cell?.isBold() !== 0,
            dim: cell?.isDim() !== 0,
          };
        }),
      ),
    cursorHidden: () => hidden,
    interrupt: () => interrupt.abort(new Interrupted()),
    endInput: () => void input.end(),
    exitCode,
  };
}

/** A question stands: its last line is that of the keys, and no estimate is on its way. */
export function isComplete(screen: readonly string[]): boolean {
  const last = screen.findLast((row) => row !== '') ?? '';
  const waits = screen.some((row) => /^[│|] {2}.*\((…|\.\.\.)\)$/.test(row));
  return /^[└+] {2}/.test(last) && !waits;
}

/** Keys by the names that tmux gives them. */
export const KEYS = {
  Enter: '\r',
  Escape: '\u001B',
  Tab: '\t',
  Space: ' ',
  BSpace: '\u007F',
  Up: '\u001B[A',
  Down: '\u001B[B',
  Left: '\u001B[D',
  Home: '\u001B[H',
  End: '\u001B[F',
  'C-c': '\u0003',
} as const;

/** A key by its name, or text as it stands. */
export function bytesOf(key: string): string {
  return Object.hasOwn(KEYS, key) ? KEYS[key as keyof typeof KEYS] : key;
}
