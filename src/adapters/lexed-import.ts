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

/** What fails to load within `try` is taken to be missing. */
export function tried(found: LexedImport): LexedImport {
  const isLoaded = found.kind === 'require' || found.kind === 'dynamic';
  return isLoaded ? { ...found, kind: 'tried' } : found;
}

/** What declares has no run time. */
export function declared(found: LexedImport): LexedImport {
  return { ...found, kind: 'type' };
}
