import type { Clause } from '#architecture/schema.js';

/** A rule of another tool that no clause says, and why. */
export interface LeftBehind {
  readonly rule: string;
  readonly why: string;
}

/** What became of the configuration of another tool. */
export interface Carried {
  readonly clauses: readonly Clause[];
  readonly left: readonly LeftBehind[];
  /** Where a clause judges a little else than its rule did. */
  readonly notes: readonly string[];
}

/** Thrown where a rule says what no clause can. */
export class NotSayable extends Error {}

/** A clause needs a reason that can be read alone. */
export function reason(said: unknown, tool: string, rule: string): string {
  const text = typeof said === 'string' ? said.replaceAll(/\s+/g, ' ').trim() : '';
  return text.length >= 20 ? text : `${text === '' ? '' : `${text}: `}rule ${rule} of ${tool}.`;
}

/** Carries rules over one by one. */
export function carryEach<Rule>(
  rules: readonly Rule[],
  nameOf: (rule: Rule) => string,
  carry: (rule: Rule, note: (text: string) => void) => readonly Clause[],
): Carried {
  const clauses: Clause[] = [];
  const left: LeftBehind[] = [];
  const notes: string[] = [];
  for (const rule of rules) {
    const name = nameOf(rule);
    try {
      const own: string[] = [];
      clauses.push(...carry(rule, (text) => own.push(`${name}: ${text}`)));
      notes.push(...own);
    } catch (error) {
      if (!(error instanceof NotSayable)) throw error;
      left.push({ rule: name, why: error.message });
    }
  }
  return { clauses, left, notes };
}
