import type { Problem } from '#shared/user-error.js';

/** A problem of a choice, in one line. */
export function problem(code: string, message: string, hint: string): Problem {
  return { code, message, hint };
}

/** Something that was decided for the user and is said aloud. */
export interface Note {
  readonly code: string;
  readonly message: string;
}
