import type { Finding } from '#lint/finding.js';
import type { LintResult } from '#lint/lint.js';
import type { Import, ProjectModel } from '#lint/project-model.js';
import type { Recognition } from '#lint/recognition/recognise.js';

/** What every report of a check tells; the project's folder and the time are left out so that reports compare. */
export interface LintReport {
  readonly project: ProjectModel;
  readonly result: LintResult;
  /** The architecture file that was checked, or null when the rules were inferred. */
  readonly config: string | null;
  /** Findings by what it costs to leave them, where nobody has said what matters. */
  readonly ranked?: readonly Finding[] | undefined;
  /** What the project really is, as far as its code says. */
  readonly recognised?: Recognition;
  /** Set when only findings about some files count. */
  readonly scope?: Scope | null;
}

/** The revision since which files changed, and how many files count: those, or all that they can affect. */
export interface Scope {
  readonly since: string;
  readonly affected: boolean;
  readonly files: number;
}

/** The imports whose target was not found, which no clause could judge. */
export function unresolvedImports(project: ProjectModel): readonly Import[] {
  return project.imports.filter(({ target }) => target.kind === 'unresolved');
}

/** "1 file", "2 files". */
export function count(amount: number, thing: string): string {
  return `${amount} ${thing}${amount === 1 ? '' : 's'}`;
}

/** How many findings fail the check, and how many only warn. */
export function severities({ findings }: LintResult): {
  readonly errors: number;
  readonly warnings: number;
} {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return { errors, warnings: findings.length - errors };
}

/** What the project really is, in one line, where somebody looked. */
export function recognitionLines({ recognised }: LintReport): string[] {
  if (recognised === undefined) return [];
  const { pattern, confidence, why } = recognised;
  return [
    pattern === 'unclear'
      ? `Pattern unclear: ${why}`
      : `Looks like: ${pattern} (confidence ${confidence}): ${why}`,
  ];
}

/** The outcome in one line: what was found, what was set aside, and what was looked at. */
export function verdictLine({ project, result, config, scope }: LintReport): string {
  const { errors, warnings } = severities(result);
  const found = [
    ...(errors > 0 || (result.verdict === 'findings' && result.stale.length === 0)
      ? [count(errors, 'error')]
      : []),
    ...(warnings > 0 ? [count(warnings, 'warning')] : []),
    ...(result.stale.length > 0 ? [`${result.stale.length} fixed but still in the baseline`] : []),
  ].join(', ');
  const aside = [
    ...(result.known.length > 0 ? [`${result.known.length} known`] : []),
    ...(result.suppressed.length > 0 ? [`${result.suppressed.length} suppressed`] : []),
  ];
  const by =
    config === null
      ? 'no architecture.json, rules inferred'
      : count(result.clauses.length, 'clause');
  const part =
    scope == null
      ? []
      : [
          `only ${count(scope.files, 'file')} ${scope.affected ? 'affected' : 'changed'} since ${scope.since}`,
        ];
  const looked = [count(project.files.length, 'file'), count(project.imports.length, 'import'), by];
  const around = `(${[...looked, ...aside, ...part].join(', ')})`;
  if (result.verdict === 'could-not-run') return `COULD NOT CHECK everything ${around}`;
  return result.verdict === 'findings'
    ? `FAILED: ${found} ${around}`
    : `OK${found && `, ${found}`} ${around}`;
}
