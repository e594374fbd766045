import { Readable } from 'node:stream';
import type { Run } from '#adapters/run.js';
import { Interrupted } from './interrupted.js';
import { WentBack, type Choice, type Prompts } from './prompts/prompts.js';
import type { Shell } from './shell.js';

/** A shell for tests: remembers what was written, and answers prompts from a script. */
export interface MemoryShell extends Shell {
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Titles of the prompts that were shown. */
  readonly asked: readonly string[];
  readonly interrupt: () => void;
}

/** Keys: the start of a prompt's title. Values: what to answer, in turn; the last one stays. */
export type Script = Readonly<Record<string, readonly unknown[]>>;

/** As an answer: Ctrl-C at this prompt. */
export const CTRL_C = Symbol('Ctrl-C');
/** As an answer: Escape, which asks for the question before this one. */
export const BACK = Symbol('Escape');
/** As an answer: Enter, which takes what is suggested. */
export const ENTER = Symbol('Enter');

export interface MemoryShellOptions {
  readonly cwd?: string;
  readonly interactive?: boolean;
  readonly script?: Script;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly stdin?: string;
  readonly nodeVersion?: string;
  readonly plain?: boolean;
  /** Soon after the prices were seen, if not said. */
  readonly today?: string;
  /** Without it, no program is installed. */
  readonly run?: Run;
}

/** No test writes into the home of whoever runs it. */
const NOTHING_KEPT = { XDG_STATE_HOME: '/dev/null' } as const;

export function memoryShell(options: MemoryShellOptions = {}): MemoryShell {
  const written = { out: '', err: '' };
  const asked: string[] = [];
  const interrupt = new AbortController();
  let clock = 0;
  return {
    stdin: Readable.from([options.stdin ?? '']),
    out: (text) => void (written.out += text),
    err: (text) => void (written.err += text),
    interactive: options.interactive ?? false,
    redraws: false,
    plain: options.plain ?? false,
    unicode: true,
    columns: 80,
    rows: 24,
    color: false,
    cwd: options.cwd ?? '/nowhere',
    env: { ...NOTHING_KEPT, ...options.env },
    nodeVersion: options.nodeVersion ?? 'v24.0.0',
    run: options.run ?? (async () => ({ kind: 'missing' })),
    today: () => options.today ?? '2026-12-01',
    now: () => (clock += 1),
    signal: interrupt.signal,
    prompts: async () =>
      scriptedPrompts(options.script ?? {}, asked, (text) => void (written.out += text)),
    stdout: () => written.out,
    stderr: () => written.err,
    asked,
    interrupt: () => interrupt.abort(new Interrupted()),
  };
}

function scriptedPrompts(script: Script, asked: string[], said: (text: string) => void): Prompts {
  const left = new Map(Object.entries(script).map(([title, answers]) => [title, [...answers]]));
  const answerTo = (title: string): unknown => {
    asked.push(title);
    const key = [...left.keys()].find((start) => title.startsWith(start));
    const answers = key === undefined ? undefined : left.get(key);
    if (answers === undefined) throw new Error(`Nobody expected to be asked: ${title}`);
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer === CTRL_C) throw new Interrupted();
    if (answer === BACK) throw new WentBack();
    return answer;
  };
  const pick = <Value>(choices: readonly Choice<Value>[], wanted: unknown): Value => {
    const choice = choices.find(
      ({ value, name }) => value === wanted || name.startsWith(String(wanted)),
    );
    if (choice === undefined) throw new Error(`No such choice: ${String(wanted)}`);
    return choice.value;
  };
  return {
    select: async ({ title, choices, initial }) => {
      const wanted = answerTo(title);
      return wanted === ENTER
        ? (initial ?? pick(choices, choices[0]?.value))
        : pick(choices, wanted);
    },
    checkbox: async ({ title, choices, initial, check }) => {
      const wanted = answerTo(title);
      const picked = Array.isArray(wanted) ? wanted.map((one) => pick(choices, one)) : initial;
      const verdict = check?.(picked) ?? true;
      if (verdict !== true) throw new Error(`${title} refused ${String(wanted)}: ${verdict}`);
      return picked;
    },
    input: async ({ title, initial, check }) => {
      const wanted = answerTo(title);
      const text = wanted === ENTER ? (initial ?? '') : String(wanted);
      const verdict = check(text);
      if (verdict !== true) throw new Error(`${title} refused ${text}: ${verdict}`);
      return text;
    },
    say: ({ spoken }) => said(`${spoken.join('\n')}\n`),
    close: () => undefined,
  };
}
