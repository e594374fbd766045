import type { Asked, CheckboxPrompt, Choice, Passage, SelectPrompt } from '../prompts.js';
import { wrapped } from '../../print/wrap.js';
import type { Symbols } from '../../print/symbols.js';
import type { Style } from '../../print/style.js';
import type { View } from './layout.js';
import type { Key, Machine, Step } from './machine.js';

interface Signs {
  readonly symbols: Symbols;
  readonly style: Style;
}

/** Positions in the list, so that no values need to be compared. */
interface ListState {
  readonly at: number;
  readonly picked: readonly number[];
  readonly explained: boolean;
  readonly error: string | undefined;
}

export function selectMachine<Value>(
  prompt: SelectPrompt<Value>,
  signs: Signs,
): Machine<ListState, number> {
  const { choices } = prompt;
  const first = choices.findIndex(({ value }) => value === prompt.initial);
  return {
    start: { at: Math.max(0, first), picked: [], explained: false, error: undefined },
    press: (state, key) => {
      if (isEnter(key)) return { done: state.at };
      const digit = Number(key.sequence);
      if (digit >= 1 && digit <= Math.min(9, choices.length)) {
        return { to: { ...state, at: digit - 1 } };
      }
      return pressed(prompt, state, key);
    },
    aside: (state) => {
      const choice = choices[state.at];
      if (state.explained) return explanation(prompt);
      return choice === undefined ? undefined : prompt.aside?.(choice.value);
    },
    view: (state, width) => {
      const marks = choices.map(() => '');
      const keys = [`${signs.symbols.keys.move} move`, 'enter choose'];
      return viewOf(prompt, marks, state, width, signs, keys);
    },
  };
}

export function checkboxMachine<Value>(
  prompt: CheckboxPrompt<Value>,
  signs: Signs,
): Machine<ListState, readonly number[]> {
  const { choices } = prompt;
  const all = choices.map((_, index) => index);
  const valuesOf = (picked: readonly number[]) =>
    all.filter((index) => picked.includes(index)).flatMap((index) => choices[index]?.value ?? []);
  const initial = all.filter((index) => {
    const choice = choices[index];
    return choice !== undefined && prompt.initial.includes(choice.value);
  });
  return {
    start: { at: 0, picked: initial, explained: false, error: undefined },
    press: (state, key) => {
      if (isEnter(key)) {
        const verdict = prompt.check?.(valuesOf(state.picked)) ?? true;
        return verdict === true
          ? { done: all.filter((index) => state.picked.includes(index)) }
          : { to: { ...state, error: verdict } };
      }
      if (key.name === 'space') {
        return { to: { ...state, picked: toggled(state.picked, state.at), error: undefined } };
      }
      if (key.sequence === 'a') {
        const picked = state.picked.length === all.length ? [] : all;
        return { to: { ...state, picked, error: undefined } };
      }
      return pressed(prompt, state, key);
    },
    aside: (state) => {
      const choice = choices[state.at];
      if (state.explained) return explanation(prompt);
      return choice === undefined
        ? undefined
        : prompt.aside?.(valuesOf(state.picked), choice.value);
    },
    view: (state, width) => {
      const marks = all.map((index) =>
        state.picked.includes(index) ? signs.style.cyan('[x] ') : '[ ] ',
      );
      const keys = [`${signs.symbols.keys.move} move`, 'space pick', 'enter next'];
      return viewOf(prompt, marks, state, width, signs, keys);
    },
  };
}

function toggled(picked: readonly number[], at: number): readonly number[] {
  return picked.includes(at) ? picked.filter((one) => one !== at) : [...picked, at];
}

const PAGE = 8;

/** Keys that all lists share. */
function pressed<Value>(
  { choices, evidence, back }: SelectPrompt<Value> | CheckboxPrompt<Value>,
  state: ListState,
  key: Key,
): Step<ListState, never> {
  const to = (at: number): Step<ListState, never> => ({
    to: { ...state, at: Math.max(0, Math.min(choices.length - 1, at)), explained: false },
  });
  if (key.sequence === '?' && evidence !== undefined) {
    return { to: { ...state, explained: !state.explained } };
  }
  switch (key.name) {
    case 'up':
    case 'k':
      return to(state.at === 0 ? choices.length - 1 : state.at - 1);
    case 'down':
    case 'j':
      return to(state.at === choices.length - 1 ? 0 : state.at + 1);
    case 'pageup':
      return to(state.at - PAGE);
    case 'pagedown':
      return to(state.at + PAGE);
    case 'home':
      return to(0);
    case 'end':
      return to(choices.length - 1);
    case 'escape':
    case 'left':
      return back ? { back: true } : { to: state };
    default:
      return { to: state };
  }
}

export function isEnter(key: Key): boolean {
  return key.name === 'return' || key.name === 'enter';
}

function viewOf<Value>(
  prompt: SelectPrompt<Value> | CheckboxPrompt<Value>,
  marks: readonly string[],
  state: ListState,
  width: number,
  signs: Signs,
  keys: readonly string[],
): Omit<View, 'aside'> {
  const { list, at } = lines(prompt.choices, marks, state.at, signs);
  const { title, place = '', why, body, evidence, back } = prompt;
  return {
    title,
    place,
    why: why === undefined ? [] : why.split('\n').flatMap((line) => wrapped(line, width)),
    body: body?.drawn(width) ?? [],
    list,
    at,
    typing: undefined,
    error: state.error,
    explained: state.explained,
    keys: [
      ...keys,
      ...(evidence === undefined ? [] : [state.explained ? '? close' : '? why']),
      ...(back ? ['esc back'] : []),
    ],
  };
}

/** Paragraphs, each with its first line marked. */
export function explanation({ evidence }: Asked): Passage {
  const paragraphs = evidence?.() ?? [];
  return {
    drawn: (width) =>
      paragraphs.flatMap((text) =>
        wrapped(text, width - 2).map((line, index) => `${index === 0 ? '- ' : '  '}${line}`),
      ),
    spoken: paragraphs,
  };
}

function lines<Value>(
  choices: readonly Choice<Value>[],
  marks: readonly string[],
  chosen: number,
  { symbols, style }: Signs,
): { readonly list: readonly string[]; readonly at: number } {
  const list: string[] = [];
  let at = 0;
  let group: string | undefined;
  const hinted = choices.filter(({ hint }) => hint !== undefined);
  const column = Math.max(0, ...hinted.map(({ name }) => name.length)) + 2;
  for (const [index, choice] of choices.entries()) {
    if (choice.group !== undefined && choice.group !== group) list.push(style.dim(choice.group));
    group = choice.group;
    const isHere = index === chosen;
    if (isHere) at = list.length;
    const name = isHere ? style.cyan(choice.name) : choice.name;
    const space = choice.hint === undefined ? '' : ' '.repeat(column - choice.name.length);
    const cursor = isHere ? style.cyan(symbols.cursor) : ' ';
    list.push(`${cursor} ${marks[index] ?? ''}${name}${space}${style.dim(choice.hint ?? '')}`);
  }
  return { list, at };
}
