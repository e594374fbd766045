import { severities, unresolvedImports, type LintReport } from './lint-summary.js';

/** The report for machines: the same project gives the same bytes. */
export function lintJson({ project, result, config }: LintReport): string {
  const { errors, warnings } = severities(result);
  const report = {
    version: 1,
    verdict: result.verdict,
    config,
    counts: {
      files: project.files.length,
      imports: project.imports.length,
      errors,
      warnings,
      unresolved: unresolvedImports(project).length,
    },
    problems: result.problems,
    clauses: result.clauses,
    findings: result.findings.map(
      ({ rule, clause, severity, code, file, line, column, message, because, args, proof }) => ({
        rule,
        clause,
        severity,
        code,
        file,
        line,
        column,
        message,
        because,
        args,
        proof,
      }),
    ),
    modules: project.modules,
    skipped: project.skipped,
    unresolved: unresolvedImports(project).map(({ from, line, column, specifier, target }) => ({
      file: from,
      line,
      column,
      specifier,
      reason: target.kind === 'unresolved' ? target.reason : '',
    })),
    leftOut: project.leftOut,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
