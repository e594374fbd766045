/** Text that a terminal draws and a screen reader speaks. */
export interface Passage {
  /** True when `drawn` takes long enough to be felt: it then waits until the keys rest. */
  readonly slow?: boolean;
  /** Lines of at most `width` columns; they may hold colours. */
  readonly drawn: (width: number) => readonly string[];
  /** The same as whole sentences. */
  readonly spoken: readonly string[];
}

/** What all questions have. */
export interface Asked {
  readonly title: string;
  /** Where it stands among the others, such as `2 of 6`. */
  readonly place?: string;
  /** What the answer changes, in one or two lines. */
  readonly why?: string;
  /** What is behind it, shown on demand: a paragraph each. */
  readonly evidence?: () => readonly string[];
  /** What the question is about, such as the files that would be written. */
  readonly body?: Passage;
  /** True when there is a question before it to return to. */
  readonly back: boolean;
  /** What stays in front of the answer, if not the title; false: nothing stays. */
  readonly echo?: string | false;
}

/** One line of a list to choose from. */
export interface Choice<Value> {
  readonly value: Value;
  readonly name: string;
  /** Stands behind the name, dimmed. */
  readonly hint?: string;
  /** Choices of one group stand together, below this heading. */
  readonly group?: string;
  /** What stays on the screen once it is chosen; the name otherwise. */
  readonly short?: string;
}

export interface SelectPrompt<Value> extends Asked {
  readonly choices: readonly Choice<Value>[];
  readonly initial?: Value;
  /** What choosing this one would mean; follows the cursor. */
  readonly aside?: (value: Value) => Passage;
}

export interface CheckboxPrompt<Value> extends Asked {
  readonly choices: readonly Choice<Value>[];
  readonly initial: readonly Value[];
  /** `at` is the one under the cursor. */
  readonly aside?: (picked: readonly Value[], at: Value) => Passage;
  /** True when these go together, otherwise why they do not. */
  readonly check?: (picked: readonly Value[]) => true | string;
}

export interface InputPrompt extends Asked {
  readonly initial?: string;
  /** What stays on the screen when nothing was typed. */
  readonly whenEmpty?: string;
  /** True when acceptable, otherwise what is wrong. */
  readonly check: (text: string) => true | string;
  /** What this text would mean; asked for acceptable text only. */
  readonly aside?: (text: string) => Passage;
}

/** Questions to a person. They reject with `Interrupted` at Ctrl-C and with `WentBack` at a wish to return. */
export interface Prompts {
  select<Value>(prompt: SelectPrompt<Value>): Promise<Value>;
  checkbox<Value>(prompt: CheckboxPrompt<Value>): Promise<readonly Value[]>;
  input(prompt: InputPrompt): Promise<string>;
  /** Says something between two questions. */
  say(passage: Passage): void;
  /** Nothing is asked any more. */
  close(): void;
}

/** The user wants the question before this one again. */
export class WentBack extends Error {}
