/** A text with what is known of it. */
export interface MentioningText {
  readonly path: string;
  readonly text: string;
  readonly isSource: boolean;
  /** What its imports name. */
  readonly specifiers: ReadonlySet<string>;
}
