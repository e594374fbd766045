import type { Passage } from '../prompts.js';
import type { View } from './layout.js';

/** A key as readline reports it. */
export interface Key {
  readonly name?: string;
  readonly sequence?: string;
  readonly ctrl?: boolean;
  readonly shift?: boolean;
}

/** What a key leads to. `line` replaces what is being typed. */
export type Step<State, Value> =
  | { readonly to: State; readonly line?: string }
  | { readonly done: Value }
  | { readonly back: true };

/** One kind of question, without a terminal: from keys to an answer. */
export interface Machine<State, Value> {
  readonly start: State;
  /** `line` is what has been typed since the question was put, the key included. */
  readonly press: (state: State, key: Key, line: string) => Step<State, Value>;
  /** What stands below the answers. */
  readonly aside: (state: State) => Passage | undefined;
  readonly view: (state: State, width: number) => Omit<View, 'aside'>;
}
