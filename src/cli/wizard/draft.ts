export type Depth = 'quick' | 'detailed';

/** Answers as they are gathered: the form of an answers file, not yet judged as a whole. */
export type RawAnswers = Readonly<Record<string, unknown>>;

/** Everything that was said so far; what is saved when the wizard is left. */
export interface Draft {
  /** In the form of an answers file, not yet judged as a whole. */
  readonly answers: RawAnswers;
  readonly depth?: Depth;
}
