import type { Finding } from './finding.js';
import type { JudgedClause } from './lint.js';
import type { Directive } from './project-model.js';

const FORM =
  /^arch-lint-ignore(?<file>-file)?\s+(?<names>[^:]+?)(?:\s+until\s+(?<until>\d{4}-\d{2}-\d{2}))?\s*(?::\s*(?<reason>.*))?$/;
const CLAUSE = 'suppressions';
const BECAUSE = 'A suppression without a reason, an end or a use hides the next violation.';

interface Suppression {
  readonly directive: Directive;
  readonly wholeFile: boolean;
  /** Clauses or rules. */
  readonly names: readonly string[];
  readonly until: string | undefined;
}

/** What comments make of findings. */
export interface Suppressed {
  readonly kept: readonly Finding[];
  readonly suppressed: readonly Finding[];
  /** Comments that are wrong: without a reason, expired, about nothing. */
  readonly faults: readonly Finding[];
}

/**
 * `ignore <clause or rule>[, …] [until 2027-01-31]: <reason>` after the word that directives begin with
 * covers its own line and the next; `ignore-file` covers the file. `today` is `YYYY-MM-DD`.
 */
export function applySuppressions(
  findings: readonly Finding[],
  directives: readonly Directive[],
  clauses: readonly JudgedClause[],
  given: { readonly today: string; readonly judgeUnused: boolean },
): Suppressed {
  const names = new Set(clauses.flatMap(({ name, rule }) => [name, rule]));
  const faults: Finding[] = [];
  const valid: Suppression[] = [];
  for (const directive of directives) {
    const read = readDirective(directive, names, given.today);
    if (typeof read === 'string') faults.push(fault(directive, ...explain(read)));
    else if (read !== undefined) valid.push(read);
  }
  const used = new Set<Suppression>();
  const [kept, suppressed]: [Finding[], Finding[]] = [[], []];
  for (const finding of findings) {
    const by = valid.find((one) => covers(one, finding));
    if (by !== undefined) used.add(by);
    (by === undefined ? kept : suppressed).push(finding);
  }
  if (given.judgeUnused) {
    const idle = valid.filter((one) => !used.has(one));
    faults.push(...idle.map(({ directive }) => fault(directive, ...explain('SUPPRESSION_UNUSED'))));
  }
  return { kept, suppressed, faults };
}

type Fault =
  | 'SUPPRESSION_UNREADABLE'
  | 'SUPPRESSION_WITHOUT_REASON'
  | 'SUPPRESSION_OF_NOTHING'
  | 'SUPPRESSION_EXPIRED'
  | 'SUPPRESSION_UNUSED';

function explain(code: Fault): [Fault, string, Finding['severity']] {
  switch (code) {
    case 'SUPPRESSION_UNREADABLE':
      return [code, 'write arch-lint-ignore <clause> [until YYYY-MM-DD]: <reason>', 'error'];
    case 'SUPPRESSION_WITHOUT_REASON':
      return [code, 'says no reason: write it after a colon', 'error'];
    case 'SUPPRESSION_OF_NOTHING':
      return [code, 'names no clause and no rule of this check', 'error'];
    case 'SUPPRESSION_EXPIRED':
      return [code, 'has ended: what it hid is told again', 'error'];
    case 'SUPPRESSION_UNUSED':
      return [code, 'hides nothing any more: remove it', 'warning'];
  }
}

function readDirective(
  directive: Directive,
  known: ReadonlySet<string>,
  today: string,
): Suppression | Fault | undefined {
  if (!directive.text.startsWith('arch-lint-ignore')) return undefined;
  const read = FORM.exec(directive.text.trim())?.groups;
  if (read === undefined) return 'SUPPRESSION_UNREADABLE';
  const names = (read['names'] ?? '').split(',').map((name) => name.trim());
  if ((read['reason'] ?? '').trim() === '') return 'SUPPRESSION_WITHOUT_REASON';
  if (!names.some((name) => known.has(name))) return 'SUPPRESSION_OF_NOTHING';
  const until = read['until'];
  if (until !== undefined && until < today) return 'SUPPRESSION_EXPIRED';
  return { directive, wholeFile: read['file'] !== undefined, names, until };
}

function covers({ directive, wholeFile, names }: Suppression, finding: Finding): boolean {
  if (directive.file !== finding.file) return false;
  if (!names.includes(finding.clause) && !names.includes(finding.rule)) return false;
  return wholeFile || finding.line === directive.line || finding.line === directive.line + 1;
}

function fault(
  { file, line, text }: Directive,
  code: Fault,
  what: string,
  severity: Finding['severity'],
): Finding {
  return {
    rule: CLAUSE,
    clause: CLAUSE,
    because: BECAUSE,
    severity,
    code,
    file,
    line,
    column: 1,
    args: { text },
    message: `${JSON.stringify(text)} ${what}`,
    proof: [file],
    subject: text,
    key: [CLAUSE, file, code, text].join(' | '),
  };
}
