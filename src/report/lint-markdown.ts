import type { Insight } from '#lint/insight.js';
import type { GraphChange } from '#lint/graph-change.js';
import { graphChangeLines } from './lint-graph-change.js';
import { lintMermaid } from './lint-graph.js';
import {
  count,
  recognitionLines,
  severities,
  verdictLine,
  type LintReport,
} from './lint-summary.js';
import { cell } from './lint-markdown-cell.js';

/** Findings shown for one clause, and modules drawn: a comment has to be read. */
const MOST_SHOWN = 10;
const MOST_DRAWN = 30;

type MarkdownReport = LintReport & {
  readonly insight: Insight;
  /** Since the revision of the scope. */
  readonly change?: GraphChange | undefined;
};

/** A comment for a pull request: verdict, findings by clause, what the graph of modules became, and that graph folded away. */
export function lintMarkdown(report: MarkdownReport): string {
  const { result, project } = report;
  const { errors, warnings } = severities(result);
  const lines = [
    `## arch-lint: ${result.verdict === 'clean' ? 'clean' : result.verdict === 'findings' ? 'failed' : 'could not check everything'}`,
    '',
    verdictLine(report),
    ...recognitionLines(report).flatMap((line) => ['', cell(line)]),
    ...result.problems.map(
      ({ code, message, hint }) => `\n> **${code}** ${cell(message)}. ${cell(hint)}.`,
    ),
    ...(errors + warnings === 0 ? [] : ['', ...findingBlocks(report)]),
    ...result.stale.map(
      ({ clause, subject, members }) =>
        `- fixed, but still in the baseline: ${cell(members?.join(', ') ?? subject)} (${cell(clause)})`,
    ),
    ...(report.change === undefined || report.scope == null
      ? []
      : graphChangeLines(report.change, report.scope.since)),
    ...graphBlock(report.insight),
    '',
  ];
  return project.files.length === 0 ? `${lines.slice(0, 4).join('\n')}\n` : lines.join('\n');
}

function findingBlocks({ result }: LintReport): string[] {
  return result.clauses
    .filter(({ findings }) => findings > 0)
    .flatMap(({ name, because, severity }) => {
      const findings = result.findings.filter(({ clause }) => clause === name);
      const more = findings.length - MOST_SHOWN;
      return [
        `### ${cell(name)}: ${count(findings.length, severity)}`,
        '',
        `_${cell(because)}_`,
        '',
        '| where | what |',
        '| --- | --- |',
        ...findings
          .slice(0, MOST_SHOWN)
          .map(({ file, line, message }) => `| \`${file}:${line}\` | ${cell(message)} |`),
        ...(more > 0 ? ['', `… and ${more} more.`] : []),
        '',
      ];
    });
}

function graphBlock(insight: Insight): string[] {
  const { names, edges } = insight;
  if (names.length < 2 || names.length > MOST_DRAWN || edges.length === 0) return [];
  return [
    '<details><summary>Modules and their imports</summary>',
    '',
    '```mermaid',
    lintMermaid({ insight }).trimEnd(),
    '```',
    '',
    '</details>',
  ];
}
