import type { Problem } from '#shared/user-error.js';

/** A problem of our own templates or contributions: the user can only report it. */
export function broken(code: string, message: string): Problem {
  return {
    code,
    message,
    hint: 'Install create-backend again; if it stays, its templates are broken: report it.',
  };
}
