import type { LintImports } from './lint-json-schema.js';
import type { LintReport } from './lint-summary.js';

/** The graph of files: every import and where it leads, for those who ask what no clause does. */
export function lintImports({ project, result }: Pick<LintReport, 'project' | 'result'>): string {
  const { imports, skipped, unreadable } = project;
  const files = project.files.map(({ path }) => path);
  const output: LintImports = {
    version: 1,
    files,
    imports,
    problems: result.problems,
    skipped,
    unreadable,
  };
  return `${JSON.stringify(output, null, 2)}\n`;
}
