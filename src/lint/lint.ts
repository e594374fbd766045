import type { BaselineEntry } from '#architecture/baseline.js';
import type { Clause } from '#architecture/schema.js';
import type { Problem } from '#shared/user-error.js';
import { identityOf, keyOf } from './baseline.js';
import type { Finding, RuleFinding } from './finding.js';
import type { ProjectModel } from './project-model.js';
import { RULES } from './rules/registry.js';
import { notUnderstood, refused } from './unread.js';

/** What became of one clause. */
export interface JudgedClause {
  readonly name: string;
  readonly rule: string;
  readonly severity: Clause['severity'];
  readonly because: string;
  /** How many files it was about. */
  readonly files: number;
  readonly findings: number;
}

/** The outcome of a check. With a problem nothing is certain, whatever the findings say. */
export interface LintResult {
  readonly verdict: 'clean' | 'findings' | 'could-not-run';
  readonly clauses: readonly JudgedClause[];
  /** Errors first, then in the order of the clauses, of files and of lines. */
  readonly findings: readonly Finding[];
  /** Findings that the baseline knows; they do not fail. */
  readonly known: readonly Finding[];
  /** Findings that a comment sets aside with a reason. */
  readonly suppressed: readonly Finding[];
  /** Entries of the baseline that nothing matches any more; they fail, so that the baseline only shrinks. */
  readonly stale: readonly BaselineEntry[];
  readonly problems: readonly Problem[];
}

/** With a problem nothing is certain; warnings alone leave a project clean. */
export function verdictOf(
  problems: readonly Problem[],
  findings: readonly Finding[],
  stale: readonly BaselineEntry[],
): LintResult['verdict'] {
  if (problems.length > 0) return 'could-not-run';
  const failed = stale.length > 0 || findings.some(({ severity }) => severity === 'error');
  return failed ? 'findings' : 'clean';
}

/**
 * Judges a project by its clauses. Never green on nothing: what could not be judged is a problem,
 * but for clauses that nobody wrote it is tolerated that they are about nothing, and that a file cannot
 * be understood. What the system does not open may hold anything, and is tolerated nowhere.
 */
export function lint(
  project: ProjectModel,
  clauses: readonly Clause[],
  skipped: 'fail' | 'tolerate' = 'fail',
): LintResult {
  const outcomes = clauses.map((clause) => judgeClause(project, clause));
  const judged = new Set(outcomes.flatMap((outcome) => outcome.judged));
  const problems = [
    ...emptiness(project, clauses),
    ...outcomes
      .flatMap((outcome) => outcome.problems)
      .filter(({ code }) => skipped === 'fail' || code !== 'CLAUSE_MATCHES_NOTHING'),
    ...refused(project),
    ...(skipped === 'fail' ? notUnderstood(project, judged) : []),
  ];
  const findings = outcomes.flatMap((outcome) => outcome.findings).sort(bySeverity);
  return {
    verdict: verdictOf(problems, findings, []),
    clauses: outcomes.map(({ clause, judged, findings }) => ({
      name: clause.name,
      rule: clause.rule,
      severity: clause.severity,
      because: clause.because,
      files: judged.length,
      findings: findings.length,
    })),
    findings,
    known: [],
    suppressed: [],
    stale: [],
    problems,
  };
}

/** Whether a scan for these clauses must look for more than imports. */
export function needsFacts(clauses: readonly Clause[]): boolean {
  return clauses.some(
    ({ rule, options }) => RULES.get(rule)?.needs === 'facts' || options['lines'] !== undefined,
  );
}

interface Outcome {
  readonly clause: Clause;
  readonly judged: readonly string[];
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
}

function judgeClause(project: ProjectModel, clause: Clause): Outcome {
  const nothing = { clause, judged: [], findings: [] };
  const rule = RULES.get(clause.rule);
  if (rule === undefined) return { ...nothing, problems: [unknownRule(clause)] };
  if (rule.needs === 'facts' && project.facts === null) {
    return { ...nothing, problems: [factsMissing(clause)] };
  }
  const outcome = rule.judge(project, clause.options);
  if (!outcome.ok) {
    return { ...nothing, problems: outcome.problems.map((what) => badOptions(clause, what)) };
  }
  const { judged, findings, unmatched } = outcome.judgement;
  const empty = judged.length === 0 && unmatched.length === 0 ? ['its options'] : unmatched;
  return {
    clause,
    judged,
    findings: findings.map((finding) => toFinding(finding, clause)).sort(byPlace),
    problems: project.files.length === 0 ? [] : empty.map((glob) => matchesNothing(clause, glob)),
  };
}

function toFinding(finding: RuleFinding, clause: Clause): Finding {
  const { rule, name, because, severity } = clause;
  const whole = { ...finding, rule, clause: name, because, severity };
  return { ...whole, key: keyOf(identityOf(whole)) };
}

function emptiness(project: ProjectModel, clauses: readonly Clause[]): Problem[] {
  const problems: Problem[] = [];
  if (project.files.length === 0) {
    problems.push({
      code: 'NO_SOURCE_FILES',
      message: 'There is no TypeScript or JavaScript file to check here',
      hint: 'Give the path of the project: arch-lint <path>',
    });
  }
  if (clauses.length === 0) {
    problems.push({
      code: 'NO_CLAUSES',
      message: 'There is no clause to check',
      hint: 'Add one to "clauses" of architecture.json',
    });
  }
  const twice = clauses.find(({ name }, at) => clauses.findIndex((c) => c.name === name) < at);
  if (twice !== undefined) {
    problems.push({
      code: 'CLAUSE_NAME_TWICE',
      message: `Two clauses are called ${JSON.stringify(twice.name)}`,
      hint: 'Give each clause its own name: findings are known by it',
    });
  }
  return problems;
}

function factsMissing({ name, rule }: Clause): Problem {
  return {
    code: 'FACTS_MISSING',
    message: `Clause ${JSON.stringify(name)}: rule ${rule} looks at tables, messages, calls or sizes, which this scan did not`,
    hint: 'Scan with facts',
  };
}

function unknownRule({ name, rule }: Clause): Problem {
  return {
    code: 'UNKNOWN_RULE',
    message: `Clause ${JSON.stringify(name)} uses rule ${JSON.stringify(rule)}, which does not exist`,
    hint: `Use one of ${[...RULES.keys()].join(', ')}`,
  };
}

function badOptions({ name, rule }: Clause, what: string): Problem {
  return {
    code: 'BAD_CLAUSE_OPTIONS',
    message: `Clause ${JSON.stringify(name)}: ${what}`,
    hint: `See the options of rule ${rule}`,
  };
}

function matchesNothing({ name }: Clause, glob: string): Problem {
  return {
    code: 'CLAUSE_MATCHES_NOTHING',
    message: `Clause ${JSON.stringify(name)}: no file matches ${glob}`,
    hint: 'Correct the glob or remove it: a clause about nothing is always green',
  };
}

function bySeverity(a: Finding, b: Finding): number {
  return Number(a.severity === 'warning') - Number(b.severity === 'warning');
}

function byPlace(a: Finding, b: Finding): number {
  const byFile = a.file < b.file ? -1 : a.file > b.file ? 1 : 0;
  return byFile || a.line - b.line || a.column - b.column;
}
