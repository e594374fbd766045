import type { LintOutput } from './lint-json-schema.js';
import type { Insight } from '#lint/insight.js';
import { severities, unresolvedImports, type LintReport } from './lint-summary.js';

/** The report for machines: the same project gives the same bytes. */
export function lintJson(report: JsonReport): string {
  return `${JSON.stringify(lintOutput(report), null, 2)}\n`;
}

type JsonReport = LintReport & { readonly insight?: Insight };

/** What `--json` prints and `lint()` gives, as a value. */
export function lintOutput({
  project,
  result,
  config,
  scope,
  insight,
  ranked,
  recognised,
}: JsonReport): LintOutput {
  const { errors, warnings } = severities(result);
  return {
    version: 1,
    verdict: result.verdict,
    config,
    counts: {
      files: project.files.length,
      imports: project.imports.length,
      errors,
      warnings,
      unresolved: unresolvedImports(project).length,
      known: result.known.length,
      suppressed: result.suppressed.length,
      unreadable: project.unreadable.length,
    },
    scope: scope ?? null,
    problems: result.problems,
    clauses: result.clauses,
    findings: (ranked ?? result.findings).map(
      ({
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
        key,
      }) => ({
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
        key,
      }),
    ),
    stale: result.stale,
    recognised: recognised ?? null,
    modules: project.modules,
    metrics: insight?.modules ?? [],
    hotspots: insight?.hotspots ?? [],
    skipped: project.skipped,
    unresolved: unresolvedImports(project).map(({ from, line, column, specifier, target }) => ({
      file: from,
      line,
      column,
      specifier,
      reason: target.kind === 'unresolved' ? target.reason : '',
    })),
    leftOut: project.leftOut,
    unreadable: project.unreadable,
  };
}
