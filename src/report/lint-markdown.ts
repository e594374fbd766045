import type { Insight } from '#lint/insight.js';
import { lintMermaid } from './lint-graph.js';
import {
  count,
  recognitionLines,
  severities,
  verdictLine,
  type LintReport,
} from './lint-summary.js';

/** Findings shown for one clause, and modules drawn: a comment has to be read. */
const MOST_SHOWN = 10;
const MOST_DRAWN = 30;

/** A comment for a pull request: verdict, findings by clause, and the graph of modules folded away. */
export function lintMarkdown(report: LintReport & { readonly insight: Insight }): string {
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

/** Text that ends no table cell and opens no tag. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('\n', ' ');
}
