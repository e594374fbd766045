import type { Clause } from '#architecture/schema.js';

/** A value that is the same after a trip through JSON. */
export type Plain =
  | string
  | number
  | boolean
  | null
  | readonly Plain[]
  | { readonly [key: string]: Plain };

/** A violation as a rule sees it. */
export interface RuleFinding {
  /** Stable, UPPER_SNAKE; one for each way in which a rule can be broken. */
  readonly code: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The facts behind the message, for machines. */
  readonly args: Readonly<Record<string, Plain>>;
  /** One sentence without the location. */
  readonly message: string;
  /** The files that prove it, in the order in which they import each other. */
  readonly proof: readonly string[];
  /** What makes it the same finding when imports and lines move; without one, its file and its proof. */
  readonly subject?: string;
}

/** A violation of a clause. */
export interface Finding extends RuleFinding {
  readonly rule: string;
  readonly clause: string;
  readonly because: string;
  readonly severity: Clause['severity'];
  /** The same as long as it is the same finding: no line numbers, no message. */
  readonly key: string;
}
