import { isProductPath } from '#shared/path-conventions.js';
import type { Finding } from '#lint/finding.js';
import type { JudgedClause } from '#lint/lint.js';
import {
  count,
  recognitionLines,
  unresolvedImports,
  verdictLine,
  type LintReport,
} from './lint-summary.js';

/** Findings shown for one clause; the others are counted. */
const MOST_SHOWN = 20;
const MOST_CUTS = 5;
const MOST_FIRST = 10;
/** Characters of a terminal's line, and of the names of modules that are worth it. */
const WIDTH = 80;
const MOST_NAMES = 220;

/** The report for people: the verdict first, then findings by clause with the clause's reason. */
export function lintText(report: LintReport, shown: 'some' | 'all' = 'some'): string {
  const { result } = report;
  const blocks = [
    [
      verdictLine(report),
      ...recognitionLines(report).flatMap((line) => wrapped(line, '')),
      ...moduleLines(report),
    ],
    result.problems.map(({ code, message, hint }) => `  ${code}: ${message}. ${hint}.`),
    ...(report.ranked !== undefined && shown === 'some'
      ? firstFindings(report, report.ranked)
      : result.clauses
          .filter(({ findings }) => findings > 0)
          .map((clause) => clauseBlock(clause, report, shown === 'all' ? Infinity : MOST_SHOWN))),
    staleLines(report, shown === 'all' ? Infinity : MOST_SHOWN),
    notes(report),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** What the rules took for modules, where nobody has said it. */
function moduleLines({ project, config }: LintReport): string[] {
  const { layout, list } = project.modules;
  if (config !== null || list.length === 0) return [];
  let names = 0;
  const shown = list.filter(({ name }) => (names += name.length + 2) <= MOST_NAMES);
  const more = list.length > shown.length ? ` and ${list.length - shown.length} more` : '';
  const told = shown.map(({ name }) => name).join(', ');
  return wrapped(`${count(list.length, 'module')} by ${layout}: ${told}${more}`, '');
}

/** A text in lines of a terminal's width; what follows the first is set off, and no word is broken. */
function wrapped(text: string, indent: string): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(' ')) {
    const fresh = line.trim() === '';
    if (!fresh && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = `${indent}  ${word}`;
    } else line += fresh ? word : ` ${word}`;
  }
  return [...lines, line];
}

/** The findings that it costs most to leave, each with its reason, then how many there are of each clause. */
function firstFindings({ result }: LintReport, ranked: readonly Finding[]): string[][] {
  if (ranked.length === 0) return [];
  const first = ranked.slice(0, MOST_FIRST);
  const amounts = result.clauses
    .filter(({ findings }) => findings > 0)
    .map(({ name, findings }) => `${name} ${findings}`);
  return [
    [
      ranked.length > MOST_FIRST
        ? `The ${MOST_FIRST} that cost most to leave:`
        : 'By what it costs to leave them:',
    ],
    ...first.map((finding, at) => [
      `${String(at + 1).padStart(2)}. ${finding.file}:${finding.line}:${finding.column} [${finding.clause}] ${finding.severity}`,
      ...wrapped(finding.message, '    '),
      ...cutLines(finding),
      ...(first.findIndex(({ clause }) => clause === finding.clause) === at
        ? wrapped(`because: ${finding.because}`, '    ')
        : []),
    ]),
    [
      ...wrapped(`All by clause: ${amounts.join(', ')}`, ''),
      'arch-lint --all shows every one, --format html a page to explore',
    ],
  ];
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
  return [
    `  ${file}:${line}:${column} ${message}`,
    ...evidenceLines(finding),
    ...cutLines(finding),
  ];
}

function evidenceLines({ args }: Finding): string[] {
  const evidence = Array.isArray(args['evidence']) ? args['evidence'] : [];
  return evidence.map(({ file, shows }) => `      ${file} ${shows}`);
}

function cutLines({ args }: Finding): string[] {
  const cut = Array.isArray(args['cut']) ? args['cut'] : [];
  const lines = cut.slice(0, MOST_CUTS).map(({ from, to, file, line }) => {
    return from === file
      ? `      ${file}:${line} → ${to}`
      : `      ${from} → ${to} (${file}:${line})`;
  });
  if (lines.length === 0) return [];
  const rest = cut.length > MOST_CUTS ? [`      … ${cut.length} in all`] : [];
  return [
    `    cutting ${cut.length === 1 ? 'this import ends' : 'these imports end'} it:`,
    ...lines,
    ...rest,
  ];
}

function staleLines({ result }: LintReport, most: number): string[] {
  const { stale } = result;
  if (stale.length === 0) return [];
  const more = stale.length - most;
  return [
    'fixed, but still in the baseline: arch-lint baseline removes them',
    ...stale
      .slice(0, most)
      .map(({ clause, subject, members }) => `  ${members?.join(' → ') ?? subject} [${clause}]`),
    ...(more > 0 ? [`  … and ${more} more: --all shows them`] : []),
  ];
}

function notes({ project }: LintReport): string[] {
  const leftOut = project.leftOut
    .map(({ what, count: amount }) => `${what} (${amount})`)
    .join(', ');
  return [
    ...fewLines(
      'not read',
      'files',
      project.skipped.map(({ path, reason }) => ({ path, text: `${path} (${reason})` })),
    ),
    ...fewLines(
      'not resolved',
      'imports',
      unresolvedImports(project).map(({ from, line, specifier, target }) => {
        const reason = 'reason' in target ? target.reason : '';
        return { path: from, text: `${from}:${line} ${specifier} (${reason})` };
      }),
    ),
    ...(leftOut === '' ? [] : [`left out: ${leftOut}`]),
  ].map((line) => `  ${line}`);
}

/** The first of many, what is shipped before tests and the like. */
function fewLines(
  what: string,
  things: string,
  all: readonly { readonly path: string; readonly text: string }[],
): string[] {
  const product = all.filter(({ path }) => isProductPath(path));
  const shown = [...product, ...all.filter((one) => !product.includes(one))].slice(0, MOST_CUTS);
  return [
    ...shown.map(({ text }) => `${what}: ${text}`),
    ...(all.length > shown.length
      ? [`${what}: ${all.length} ${things} in all; --json lists them`]
      : []),
  ];
}
