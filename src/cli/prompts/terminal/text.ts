import type { InputPrompt } from '../prompts.js';
import { wrapped } from '../../print/wrap.js';
import type { View } from './layout.js';
import { explanation, isEnter } from './list.js';
import type { Machine } from './machine.js';

interface TextState {
  readonly text: string;
  readonly explained: boolean;
  readonly error: string | undefined;
}

/** One line of text; Enter on nothing takes what is suggested. */
export function textMachine(prompt: InputPrompt): Machine<TextState, string> {
  const { initial = '', evidence, back, check } = prompt;
  return {
    start: { text: '', explained: false, error: undefined },
    press: (state, key, line) => {
      if (isEnter(key)) {
        const text = state.text === '' ? initial : state.text;
        const verdict = check(text);
        if (verdict === true) return { done: text };
        return { to: { ...state, error: verdict }, line: state.text };
      }
      if (key.name === 'escape' && back) return { back: true };
      if (key.name === 'tab') {
        const text = state.text === '' ? initial : state.text;
        return { to: { ...state, text }, line: text };
      }
      if (line === '?' && evidence !== undefined) {
        return { to: { ...state, text: '', explained: !state.explained }, line: '' };
      }
      return { to: { ...state, text: line, error: undefined } };
    },
    aside: (state) => {
      if (state.explained) return explanation(prompt);
      const text = state.text === '' ? initial : state.text;
      return check(text) === true ? prompt.aside?.(text) : undefined;
    },
    view: (state, width) => viewOf(prompt, state, width),
  };
}

function viewOf(prompt: InputPrompt, state: TextState, width: number): Omit<View, 'aside'> {
  const { title, place = '', why, body, evidence, back, initial = '', whenEmpty } = prompt;
  const suggested = initial === '' ? [] : wrapped(`Enter takes ${initial}`, width);
  return {
    title,
    place,
    why: [
      ...(why === undefined ? [] : why.split('\n').flatMap((line) => wrapped(line, width))),
      ...suggested,
    ],
    body: body?.drawn(width) ?? [],
    list: [],
    at: 0,
    typing: state.text,
    error: state.error,
    explained: state.explained,
    keys: [
      state.text === '' && initial === '' && whenEmpty !== undefined
        ? `enter ${whenEmpty}`
        : 'enter next',
      ...(initial === '' ? [] : ['tab edit']),
      ...(evidence === undefined ? [] : [state.explained ? '? close' : '? why']),
      ...(back ? ['esc back'] : []),
    ],
  };
}
