import type { LintResult } from '#lint/lint.js';
import type { Import, ProjectModel } from '#lint/project-model.js';

/** What every report of a check tells; the project's folder and the time are left out so that reports compare. */
export interface LintReport {
  readonly project: ProjectModel;
  readonly result: LintResult;
  /** The architecture file that was checked, or null when the rules were inferred. */
  readonly config: string | null;
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
