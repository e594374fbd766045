import { createInterface } from 'node:readline';
import { createPrompt, useEffect, useKeypress, useRef, useState } from '@inquirer/core';
import { Interrupted } from '../../interrupted.js';
import { styleFor } from '../../print/style.js';
import { symbolsFor } from '../../print/symbols.js';
import type { Shell, Terminal } from '../../shell.js';
import { WentBack, type Asked, type Choice, type Passage, type Prompts } from '../prompts.js';
import { draw, echoLine, INSET, roomIn, type Look } from './layout.js';
import { checkboxMachine, selectMachine } from './list.js';
import type { Key, Machine } from './machine.js';
import { textMachine } from './text.js';

/** What inquirer throws when a prompt is left: Ctrl-C, an aborted signal or a closed terminal. */
const LEFT = new Set(['ExitPromptError', 'AbortPromptError', 'CancelPromptError']);

/** Keys that follow faster than this are one movement. */
const REST_MS = 40;

const HIDE_CURSOR = '\u001B[?25l';
/** Up by so many lines, and everything below is empty. */
const erase = (rows: number): string => `\u001B[${rows}A\r\u001B[J`;

type Outcome<Value> = { readonly value: Value } | 'back';

/** Asks on a terminal that can redraw. A question leaves one line behind, so that it can be taken back. */
export function terminalPrompts(shell: Shell, terminal: Terminal): Prompts {
  hurryEscape(terminal);
  const style = styleFor(shell);
  const symbols = symbolsFor(shell);
  const look = (): Look => ({ columns: shell.columns, rows: shell.rows, style, symbols });
  /** Rows that each answer took, and what was said after it. */
  const trail: number[] = [];
  const leave = (text: string): void => {
    shell.out(text);
    trail.push(text.split('\n').length - 1);
  };
  const ask = async <State, Value>(machine: Machine<State, Value>): Promise<Value> => {
    const outcome = await run(machine, look, terminal, shell.signal);
    if (outcome !== 'back') return outcome.value;
    const rows = trail.pop() ?? 0;
    if (rows > 0) shell.out(erase(rows));
    throw new WentBack();
  };
  const echo = ({ title, echo: kept = title }: Asked, answer: string): void => {
    if (kept !== false) leave(echoLine(kept, answer, look()));
  };
  return {
    select: async (question) => {
      const choice = chosen(
        question.choices,
        await ask(selectMachine(question, { style, symbols })),
      );
      echo(question, choice.short ?? choice.name);
      return choice.value;
    },
    checkbox: async (question) => {
      const picked = await ask(checkboxMachine(question, { style, symbols }));
      const choices = picked.map((index) => chosen(question.choices, index));
      const names = choices.map(({ name, short }) => short ?? name);
      echo(question, names.length === 0 ? 'none' : names.join(', '));
      return choices.map(({ value }) => value);
    },
    input: async (question) => {
      const text = await ask(textMachine(question));
      echo(question, text === '' ? (question.whenEmpty ?? '') : text);
      return text;
    },
    say: ({ drawn }) => {
      const lines = drawn(roomIn(look()));
      const rail = style.dim(symbols.rail);
      const text = lines.map(
        (line) => `${rail}${line === '' ? '' : ' '.repeat(INSET - 1)}${line}\n`,
      );
      shell.out(text.join(''));
      const last = trail.pop();
      if (last !== undefined) trail.push(last + lines.length);
    },
    close: () => undefined,
  };
}

/** Runs one question to its end and leaves nothing of it on the screen. */
async function run<State, Value>(
  machine: Machine<State, Value>,
  look: () => Look,
  { input, output }: Terminal,
  signal: AbortSignal,
): Promise<Outcome<Value>> {
  const prompt = createPrompt<Outcome<Value>, Machine<State, Value>>((asked, done) => {
    const [state, setState] = useState<{ readonly now: State }>({ now: asked.start });
    useKeypress((key: Key, line) => {
      const step = asked.press(state.now, key, line.line);
      if ('back' in step) return done('back');
      if ('done' in step) return done({ value: step.done });
      if (step.line !== undefined) {
        line.clearLine(0);
        line.write(step.line);
      }
      setState({ now: step.to });
    });
    const now = look();
    const aside = useAside(asked.aside(state.now), state, roomIn(now), now.symbols.cut);
    const { above, below } = draw({ ...asked.view(state.now, roomIn(now)), aside }, now);
    return below === '' ? `${above}${HIDE_CURSOR}` : [above, below];
  });
  try {
    return await prompt(machine, { input, output, signal, clearPromptOnDone: true });
  } catch (error) {
    if (error instanceof Error && LEFT.has(error.name)) throw new Interrupted();
    throw error;
  }
}

/** The lines of a passage; those from before, marked, while a slow one waits for the keys to rest. */
function useAside(
  passage: Passage | undefined,
  state: unknown,
  width: number,
  waiting: string,
): readonly string[] {
  const [, redraw] = useState<unknown>(undefined);
  const last = useRef<readonly string[]>([]);
  const slow = passage?.slow === true;
  useEffect(() => {
    if (!slow) return undefined;
    const timer = setTimeout(() => {
      last.current = passage.drawn(width);
      redraw({});
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [state]);
  if (!slow) {
    last.current = passage?.drawn(width) ?? [];
    return last.current;
  }
  const [first = '', ...rest] = last.current;
  return [`${first} (${waiting})`.trim(), ...rest];
}

/** Node waits half a second to see whether Escape begins a longer key; the first listener of a stream decides. */
function hurryEscape({ input }: Terminal): void {
  createInterface({ input, terminal: true, escapeCodeTimeout: 60 }).close();
}

function chosen<Value>(choices: readonly Choice<Value>[], index: number): Choice<Value> {
  const choice = choices[index];
  if (choice === undefined) throw new Error(`The prompt returned no choice: ${index}`);
  return choice;
}
