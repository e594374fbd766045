import type { Insight } from '#lint/insight.js';
import { PAGE_SCRIPT } from './lint-html-script.js';
import { PAGE_STYLE } from './lint-html-style.js';
import { recognitionLines, severities, verdictLine, type LintReport } from './lint-summary.js';

/** Imports shown as the reason of one dependency, and findings shown in all. */
const MOST_REASONS = 12;
const MOST_FINDINGS = 2000;

type InsightReport = LintReport & { readonly insight: Insight };

/** One page that needs nothing else: the graph of modules to explore, matrix, findings, figures and hotspots. */
export function lintHtml(report: InsightReport): string {
  const title = `arch-lint: ${verdictLine(report)}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${html(title)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<noscript><p>${html(title)}</p></noscript>
<div id="app"></div>
<script id="data" type="application/json">${json(pageData(report))}</script>
<script>${PAGE_SCRIPT}</script>
</body>
</html>
`;
}

/** All that the page shows; modules are known by their index. */
export function pageData(report: InsightReport) {
  const { project, result, insight } = report;
  const { names, edges, moduleOf } = insight;
  const ids = new Map(names.map((name, id) => [name, id]));
  const id = (name: string) => ids.get(name) ?? -1;
  const findings = result.findings.slice(0, MOST_FINDINGS).map((finding) => {
    const last = finding.proof.findLast((path) => path !== finding.file);
    const { severity, clause, file, line, column, message, proof, args } = finding;
    const cut = Array.isArray(args['cut']) ? args['cut'].slice(0, MOST_REASONS) : [];
    const [from, to] = [moduleOf.get(file) ?? -1, moduleOf.get(last ?? '') ?? -1];
    return { severity, clause, file, line, column, message, proof, cut, from, to };
  });
  const { errors, warnings } = severities(result);
  return {
    verdict: result.verdict,
    line: verdictLine(report),
    recognised: recognitionLines(report),
    evidence: report.recognised?.evidence ?? [],
    layout: project.modules.layout,
    counts: {
      files: project.files.length,
      imports: project.imports.length,
      modules: names.length,
      errors,
      warnings,
      known: result.known.length,
      propagation: insight.propagationCost,
    },
    problems: result.problems,
    clauses: result.clauses.map(({ name, because, findings: amount }) => ({
      name,
      because,
      findings: amount,
    })),
    modules: names.map((name, at) => ({
      ...insight.modules.find((one) => one.name === name),
      name,
      row: insight.places[at]?.row ?? 0,
      column: insight.places[at]?.column ?? 0,
    })),
    edges: edges.map(({ from, to, imports, runtime, inCycle }) => ({
      from: id(from),
      to: id(to),
      imports: imports.length,
      runtime,
      inCycle,
      why: imports
        .slice(0, MOST_REASONS)
        .map((found) => [
          found.from,
          found.line,
          found.target.kind === 'file' ? found.target.path : '',
        ]),
    })),
    findings,
    findingsInAll: result.findings.length,
    hotspots: insight.hotspots,
    files: project.files.map(({ path }) => [path, moduleOf.get(path) ?? -1] as const),
  };
}

/** JSON that cannot end the script it stands in. */
function json(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

function html(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
