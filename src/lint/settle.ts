import type { Baseline } from '#architecture/baseline.js';
import { compareWithBaseline } from './baseline.js';
import type { Finding } from './finding.js';
import { verdictOf, type JudgedClause, type LintResult } from './lint.js';
import type { ProjectModel } from './project-model.js';
import { applySuppressions } from './suppressions.js';

/** What decides which findings count. */
export interface Terms {
  /** `YYYY-MM-DD`, for suppressions that end. */
  readonly today: string;
  readonly baseline: Baseline | null;
  /** Only findings about these files count; null for all. What a partial run does not see it does not judge. */
  readonly only: ReadonlySet<string> | null;
}

/** Sets aside what is suppressed, known or out of scope, and judges what is left. */
export function settle(project: ProjectModel, result: LintResult, terms: Terms): LintResult {
  const { today, baseline, only } = terms;
  const whole = only === null && result.problems.length === 0;
  const { kept, suppressed, faults } = applySuppressions(
    result.findings,
    project.directives,
    result.clauses,
    { today, judgeUnused: whole },
  );
  const inScope = [...kept, ...faults].filter(
    (finding) => only === null || concerns(finding, only),
  );
  const compared =
    baseline === null
      ? { fresh: inScope, known: [], stale: [] }
      : compareWithBaseline(inScope, baseline);
  const findings = [...compared.fresh].sort(
    (a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'),
  );
  const stale = whole ? compared.stale : [];
  return {
    ...result,
    verdict: verdictOf(result.problems, findings, stale),
    clauses: recount(result.clauses, findings),
    findings,
    known: compared.known,
    suppressed,
    stale,
  };
}

/** A finding concerns a file when it stands there or is proven by it; a cycle, when the file is part of it. */
function concerns({ file, proof, args }: Finding, only: ReadonlySet<string>): boolean {
  const members = Array.isArray(args['members']) ? args['members'] : [];
  return [file, ...proof, ...members].some((path) => typeof path === 'string' && only.has(path));
}

function recount(clauses: readonly JudgedClause[], findings: readonly Finding[]): JudgedClause[] {
  const amount = (name: string) => findings.filter(({ clause }) => clause === name).length;
  const own = findings.find(({ rule }) => rule === 'suppressions');
  const judged = clauses.map((clause) => ({ ...clause, findings: amount(clause.name) }));
  if (own === undefined) return judged;
  const { clause: name, rule, because } = own;
  const files = new Set(findings.filter(({ clause }) => clause === name).map(({ file }) => file));
  return [
    ...judged,
    { name, rule, because, severity: 'error', files: files.size, findings: amount(name) },
  ];
}
