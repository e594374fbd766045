import type { LintOutput } from '#report/lint-json-schema.js';

/** What the thread of the ESLint plugin answers: a report, or why there is none. */
export type Answer =
  | { readonly ok: true; readonly output: LintOutput }
  | { readonly ok: false; readonly message: string };
