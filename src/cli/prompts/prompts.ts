/** One line of a list to choose from. `hint` is shown while the cursor is on it. */
export interface Choice<Value> {
  readonly value: Value;
  readonly name: string;
  readonly hint?: string;
  /** What stays on the screen once it is chosen; the name otherwise. */
  readonly short?: string;
}

export interface SelectPrompt<Value> {
  readonly title: string;
  readonly why?: string;
  readonly choices: readonly Choice<Value>[];
  readonly initial?: Value;
}

export interface CheckboxPrompt<Value> {
  readonly title: string;
  readonly why?: string;
  readonly choices: readonly Choice<Value>[];
  readonly initial: readonly Value[];
}

export interface InputPrompt {
  readonly title: string;
  readonly why?: string;
  readonly initial?: string;
  /** What stays on the screen when nothing was typed. */
  readonly whenEmpty?: string;
  /** True when acceptable, otherwise what is wrong. */
  readonly check: (text: string) => true | string;
}

export interface ConfirmPrompt {
  readonly title: string;
  readonly initial: boolean;
}

/** The questions a command may put to a person. Rejects with `Interrupted` at Ctrl-C. */
export interface Prompts {
  select<Value>(prompt: SelectPrompt<Value>): Promise<Value>;
  checkbox<Value>(prompt: CheckboxPrompt<Value>): Promise<readonly Value[]>;
  input(prompt: InputPrompt): Promise<string>;
  confirm(prompt: ConfirmPrompt): Promise<boolean>;
}
