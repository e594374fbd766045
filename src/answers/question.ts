export const GROUPS = [
  'team',
  'load',
  'workload',
  'data',
  'compliance',
  'constraints',
  'project',
] as const;

export type Group = (typeof GROUPS)[number];

/** One of the values that a question accepts, and how it reads to a person. */
export interface Choice<Value extends string = string> {
  readonly value: Value;
  readonly label: string;
}

interface Common {
  /** The key in an answers file. */
  readonly id: string;
  readonly group: Group;
  /** The prompt. */
  readonly title: string;
  /** One line: what the answer changes. */
  readonly why: string;
  /** The command line flag, such as `--engineers`. */
  readonly flag: string;
  /** Asked in quick mode. */
  readonly quick: boolean;
  /** True when "don't know" (`unknown`) is an answer. */
  readonly unknownAllowed: boolean;
}

export interface NumberQuestion extends Common {
  readonly kind: 'number';
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
  /** Named levels, where each whole number means something. */
  readonly choices?: readonly Choice[];
}

export interface ChoiceQuestion<Value extends string = string> extends Common {
  readonly kind: 'choice';
  readonly choices: readonly Choice<Value>[];
}

export interface ChoicesQuestion<Value extends string = string> extends Common {
  readonly kind: 'choices';
  readonly choices: readonly Choice<Value>[];
}

export interface TextQuestion extends Common {
  readonly kind: 'text';
  /** True when the answer is a list, comma-separated on the command line. */
  readonly list: boolean;
}

/** One thing we ask. Prompts, flags, the answers file, its JSON Schema and the docs come from it. */
export type Question = NumberQuestion | ChoiceQuestion | ChoicesQuestion | TextQuestion;
