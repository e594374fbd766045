import type { ImportKind } from '#lint/project-model.js';

/** An import as written, at a position in the text. */
export interface LexedImport {
  readonly specifier: string;
  readonly kind: ImportKind;
  /** What is taken, by the names of the imported file. */
  readonly names: readonly string[];
  readonly offset: number;
}

/** The imports that were found, and why there may be more. */
export interface LexOutcome {
  readonly imports: readonly LexedImport[];
  readonly problem: string | undefined;
}
