import type { Insight } from '#lint/insight.js';
import type { LintResult } from '#lint/lint.js';

interface Drawn {
  readonly insight: Insight;
  /** What could not be checked is said as a comment: the drawing may lack it. */
  readonly result?: Pick<LintResult, 'problems'>;
}

/** A Mermaid flowchart; edges are labelled with the number of imports, dotted for types only, red in a cycle. */
export function lintMermaid({ insight, result }: Drawn): string {
  const { names, edges } = insight;
  const id = (name: string) => `m${names.indexOf(name)}`;
  const red = edges.flatMap(({ inCycle }, at) => (inCycle ? [at] : []));
  return `${[
    'flowchart LR',
    ...unchecked(result).map((line) => `  %% ${line.replaceAll(/[{}]/g, ' ')}`),
    ...names.map((name) => `  ${id(name)}["${labelOf(name)}"]`),
    ...edges.map(
      ({ from, to, imports, runtime }) =>
        `  ${id(from)} ${runtime === 0 ? '-.->' : '-->'}|${imports.length}| ${id(to)}`,
    ),
    ...(red.length > 0 ? [`  linkStyle ${red.join(',')} stroke:#d03b3b,stroke-width:2px`] : []),
  ].join('\n')}\n`;
}

/** A name within the quotes of a label. */
export function labelOf(name: string): string {
  return name.replaceAll('"', '#quot;');
}

/** The same graph for Graphviz. */
export function lintDot({ insight, result }: Drawn): string {
  const { names, edges } = insight;
  return `${[
    'digraph modules {',
    ...unchecked(result).map((line) => `  // ${line}`),
    '  rankdir=LR; node [shape=box, style=rounded, fontname="sans-serif"]; edge [fontname="sans-serif", fontsize=10];',
    ...names.map((name) => `  ${JSON.stringify(name)};`),
    ...edges.map(({ from, to, imports, runtime, inCycle }) => {
      const style = [
        `label="${imports.length}"`,
        ...(runtime === 0 ? ['style=dashed'] : []),
        ...(inCycle ? ['color="#d03b3b"', 'penwidth=2'] : []),
      ];
      return `  ${JSON.stringify(from)} -> ${JSON.stringify(to)} [${style.join(', ')}];`;
    }),
    '}',
  ].join('\n')}\n`;
}

function unchecked(result: Drawn['result']): string[] {
  return (result?.problems ?? []).map(({ code, message }) =>
    `${code}: ${message}`.replaceAll(/\s+/g, ' '),
  );
}
