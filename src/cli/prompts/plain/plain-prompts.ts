import { createInterface } from 'node:readline';
import { Interrupted } from '../../interrupted.js';
import { wrapped } from '../../print/wrap.js';
import type { Shell, Terminal } from '../../shell.js';
import { WentBack, type Asked, type Choice, type Passage, type Prompts } from '../prompts.js';

/** Said when what was typed is no answer: the reason. */
interface Refused {
  readonly refused: string;
}

/** Asks line by line: whole sentences out, numbers and words in. Nothing is ever redrawn. */
export function plainPrompts(shell: Shell, terminal: Terminal): Prompts {
  const lines = linesOf(terminal, shell.signal);
  const say = (text: string): void => {
    for (const line of text.split('\n')) {
      shell.out(`${wrapped(line, shell.columns - 1).join('\n')}\n`);
    }
  };
  const speak = (passage: Passage | undefined): void => passage?.spoken.forEach(say);
  const put = async <Value>(
    prompt: Asked,
    listed: readonly string[],
    how: string,
    read: (line: string) => { readonly value: Value } | Refused,
  ): Promise<Value> => {
    say('');
    say(`${whereabouts(prompt)}${sentence(prompt.title)}`);
    if (prompt.why !== undefined) say(prompt.why);
    speak(prompt.body);
    listed.forEach(say);
    say([how, ...commands(prompt)].join(' '));
    for (;;) {
      shell.out('Answer: ');
      const line = (await lines.next()).trim();
      if (line === '?' && prompt.evidence !== undefined) prompt.evidence().forEach(say);
      else if (line === '<' && prompt.back) throw new WentBack();
      else {
        const answer = read(line);
        if (!('refused' in answer)) return answer.value;
        say(answer.refused);
      }
    }
  };
  return {
    select: async (prompt) => {
      const { choices, initial, aside } = prompt;
      const suggested = choices.findIndex(({ value }) => value === initial);
      const byEnter = suggested < 0 ? '' : `, or press Enter for ${suggested + 1}`;
      const how = `Type a number from 1 to ${choices.length}${byEnter}.`;
      const chosen = await put(prompt, numbered(choices), how, (line) => {
        const index = line === '' ? suggested : Number(line) - 1;
        const choice = choices[index];
        return choice === undefined ? { refused: notInList(line, choices) } : { value: choice };
      });
      say(`Chosen: ${chosen.short ?? chosen.name}.`);
      speak(aside?.(chosen.value));
      return chosen.value;
    },
    checkbox: async (prompt) => {
      const { choices, aside, check } = prompt;
      const ticked = choices.flatMap(({ value }, index) =>
        prompt.initial.includes(value) ? [index + 1] : [],
      );
      const picked = await put(prompt, numbered(choices), howToPick(ticked), (line) => {
        const numbers = line === '' ? ticked : numbersIn(line);
        const wrong = numbers.find((number) => choices[number - 1] === undefined);
        if (wrong !== undefined) return { refused: notInList(line, choices) };
        const some = choices.filter((_, index) => numbers.includes(index + 1));
        const verdict = check?.(some.map(({ value }) => value)) ?? true;
        return verdict === true ? { value: some } : { refused: verdict };
      });
      const names = picked.map(({ name, short }) => short ?? name);
      say(`Chosen: ${names.length === 0 ? 'none' : names.join(', ')}.`);
      const values = picked.map(({ value }) => value);
      const last = picked.at(-1) ?? choices[0];
      if (last !== undefined) speak(aside?.(values, last.value));
      return values;
    },
    input: async (prompt) => {
      const { initial = '', check, aside, whenEmpty } = prompt;
      const how =
        initial === ''
          ? `Type your answer${whenEmpty === undefined ? '' : `, or press Enter: ${whenEmpty}`}.`
          : `Type it, or press Enter for ${initial}.`;
      const text = await put(prompt, [], how, (line) => {
        const given = line === '' ? initial : line;
        const verdict = check(given);
        return verdict === true ? { value: given } : { refused: verdict };
      });
      say(`Your answer: ${text === '' ? (whenEmpty ?? 'nothing') : text}.`);
      speak(aside?.(text));
      return text;
    },
    say: speak,
    close: lines.close,
  };
}

/** `Question 2 of 6, the team.`, from the short form `the team, 2 of 6`. */
function whereabouts({ place = '' }: Asked): string {
  const [, about = '', count = ''] = /^(?:(.*), )?(\d+ of \d+)$/.exec(place) ?? [];
  if (count === '') return place === '' ? '' : `${sentence(place)} `;
  return `Question ${count}${about === '' ? '' : `, ${about}`}. `;
}

function commands({ evidence, back }: Asked): readonly string[] {
  return [
    ...(evidence === undefined ? [] : ['Type ? to hear what is behind this question.']),
    ...(back ? ['Type < to go back.'] : []),
  ];
}

function numbered(choices: readonly Choice<unknown>[]): readonly string[] {
  let group: string | undefined;
  return choices.flatMap((choice, index) => {
    const { name, hint } = choice;
    const heading =
      choice.group === undefined || choice.group === group ? [] : [`${choice.group}:`];
    group = choice.group;
    // Levels carry their number already.
    const text = name.replace(new RegExp(`^${index + 1}: `), '');
    return [...heading, `${index + 1}. ${text}${hint === undefined ? '' : `, ${hint}`}`];
  });
}

function howToPick(ticked: readonly number[]): string {
  const what = 'Type the numbers of all that apply, with commas between them, or 0 for none.';
  const enter = ticked.length === 0 ? 'Enter picks none.' : `Enter picks ${ticked.join(', ')}.`;
  return `${what} ${enter}`;
}

function numbersIn(line: string): readonly number[] {
  const numbers = line.split(/[\s,;]+/).filter((word) => word !== '');
  return numbers.map(Number).filter((number) => number !== 0);
}

function notInList(line: string, choices: readonly unknown[]): string {
  const what = line === '' ? 'Nothing was typed' : `${JSON.stringify(line)} is not in the list`;
  return `${what}: the numbers go from 1 to ${choices.length}.`;
}

function sentence(title: string): string {
  return /[.?!]$/.test(title) ? title : `${title}.`;
}

interface Lines {
  readonly next: () => Promise<string>;
  readonly close: () => void;
}

/** Lines as they come, also those typed ahead; the end of input is a wish to leave. */
function linesOf({ input }: Terminal, signal: AbortSignal): Lines {
  const reader = createInterface({ input, terminal: false });
  const ready: string[] = [];
  let wake: (() => void) | undefined;
  let ended = false;
  const stir = (): void => {
    wake?.();
    wake = undefined;
  };
  reader.on('line', (line) => {
    ready.push(line);
    stir();
  });
  reader.on('close', () => {
    ended = true;
    stir();
  });
  signal.addEventListener('abort', stir);
  return {
    next: async () => {
      for (;;) {
        if (signal.aborted) throw signal.reason;
        const line = ready.shift();
        if (line !== undefined) return line;
        if (ended) throw new Interrupted();
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    close: () => {
      signal.removeEventListener('abort', stir);
      reader.close();
    },
  };
}
