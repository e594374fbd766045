import type { Before } from './lex-keywords.js';

/** Where reading is within one stretch of code. */
export interface Cursor extends Before {
  at: number;
  /** True after the end of an expression, where `/` divides and `<` compares. */
  ended: boolean;
  last: number;
  lastAt: number;
  wordStart: number;
  wordEnd: number;
  typeFollows: boolean;
  /** For each open bracket what it is, and how many `?` wait for their `:` in it. */
  readonly open: number[];
  readonly questions: number[];
}

/** At the beginning of a stretch of code, where no expression has ended. */
export function newCursor(at: number): Cursor {
  return {
    at,
    ended: false,
    last: 0,
    lastAt: -1,
    wordStart: 0,
    wordEnd: 0,
    typeFollows: false,
    open: [],
    questions: [0],
  };
}

/** Steps over a token. */
export function move(cursor: Cursor, to: number, last: number, ended: boolean): void {
  cursor.last = last;
  cursor.lastAt = to - 1;
  cursor.at = to;
  cursor.ended = ended;
}
