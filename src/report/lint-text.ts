import type { Finding } from '#lint/finding.js';
import type { JudgedClause } from '#lint/lint.js';
import { count, severities, unresolvedImports, type LintReport } from './lint-summary.js';

/** Findings shown for one clause; the others are counted. */
const MOST_SHOWN = 20;
const MOST_CUTS = 5;

/** The report for people: the verdict first, then findings by clause with the clause's reason. */
export function lintText(report: LintReport, shown: 'some' | 'all' = 'some'): string {
  const { result } = report;
  const blocks = [
    [verdictLine(report)],
    result.problems.map(({ code, message, hint }) => `  ${code}: ${message}. ${hint}.`),
    ...result.clauses
      .filter(({ findings }) => findings > 0)
      .map((clause) => clauseBlock(clause, report, shown === 'all' ? Infinity : MOST_SHOWN)),
    notes(report),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function verdictLine({ project, result, config }: LintReport): string {
  const { errors, warnings } = severities(result);
  const found = [
    ...(errors > 0 || result.verdict === 'findings' ? [count(errors, 'error')] : []),
    ...(warnings > 0 ? [count(warnings, 'warning')] : []),
  ].join(', ');
  const by =
    config === null
      ? 'no architecture.json, rules inferred'
      : count(result.clauses.length, 'clause');
  const scope = `${count(project.files.length, 'file')}, ${count(project.imports.length, 'import')}, ${by}`;
  if (result.verdict === 'could-not-run') return `COULD NOT CHECK everything (${scope})`;
  return result.verdict === 'findings'
    ? `FAILED: ${found} (${scope})`
    : `OK${found && `, ${found}`} (${scope})`;
}

function clauseBlock(clause: JudgedClause, { result }: LintReport, most: number): string[] {
  const findings = result.findings.filter((finding) => finding.clause === clause.name);
  const more = findings.length - most;
  return [
    `${clause.name} [${clause.rule}] ${count(findings.length, clause.severity)}`,
    `  because: ${clause.because}`,
    ...findings.slice(0, most).flatMap(findingLines),
    ...(more > 0 ? [`  … and ${more} more: --all shows them`] : []),
  ];
}

function findingLines(finding: Finding): string[] {
  const { file, line, column, message } = finding;
  return [`  ${file}:${line}:${column} ${message}`, ...cutLines(finding)];
}

function cutLines({ args }: Finding): string[] {
  const cut = Array.isArray(args['cut']) ? args['cut'] : [];
  const lines = cut
    .slice(0, MOST_CUTS)
    .map((edge) => `      ${edge.from} → ${edge.to} (${edge.file}:${edge.line})`);
  if (lines.length === 0) return [];
  const rest = cut.length > MOST_CUTS ? [`      … ${cut.length} in all`] : [];
  return [
    `    cutting ${cut.length === 1 ? 'this import ends' : 'these imports ends'} it:`,
    ...lines,
    ...rest,
  ];
}

function notes({ project, config }: LintReport): string[] {
  const unresolved = unresolvedImports(project);
  const { layout, list } = project.modules;
  const lines = [
    ...(config === null && list.length > 0
      ? [`modules by ${layout}: ${list.map(({ name }) => name).join(', ')}`]
      : []),
    ...project.skipped.map(({ path, reason }) => `not read: ${path} (${reason})`),
    ...unresolved
      .slice(0, MOST_CUTS)
      .map(
        ({ from, line, specifier, target }) =>
          `not resolved: ${from}:${line} ${specifier} (${'reason' in target ? target.reason : ''})`,
      ),
    ...(unresolved.length > MOST_CUTS
      ? [`not resolved: ${unresolved.length} imports in all; --json lists them`]
      : []),
  ];
  const leftOut = project.leftOut
    .map(({ what, count: amount }) => `${what} (${amount})`)
    .join(', ');
  return [...lines, ...(leftOut === '' ? [] : [`left out: ${leftOut}`])].map((line) => `  ${line}`);
}
