import type { Problem } from './user-error.js';

/** The outcome of a step that can be refused: a value, or every reason why not. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };
