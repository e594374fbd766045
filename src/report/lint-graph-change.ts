import type { CycleChange, EdgeChange, GraphChange } from '#lint/graph-change.js';
import { labelOf } from './lint-graph.js';
import { cell } from './lint-markdown-cell.js';

/** Rows and modules that are shown: a comment has to be read. */
const MOST_ROWS = 20;
const MOST_DRAWN = 30;

const STYLES: Readonly<Record<EdgeChange, { readonly arrow: string; readonly style: string }>> = {
  new: { arrow: '==>', style: 'stroke:#2e7d32,stroke-width:3px' },
  gone: { arrow: '-.->', style: 'stroke:#8a8a8a,stroke-width:1px' },
  'now at run time': { arrow: '-->', style: 'stroke:#b26a00,stroke-width:2px' },
  'now types only': { arrow: '-.->', style: 'stroke:#b26a00,stroke-width:2px' },
};
const IN_CYCLE = 'stroke:#d03b3b,stroke-width:3px';

/** What became of the graph of modules since a revision: cycles, dependencies as a table, and both drawn. */
export function graphChangeLines(change: GraphChange, since: string): string[] {
  const { edges, cycles } = change;
  if (edges.length === 0 && cycles.length === 0)
    return ['', `No dependency between modules came or went since ${cell(since)}.`, ''];
  const more = edges.length - MOST_ROWS;
  return [
    '',
    `### Modules: what changed since ${cell(since)}`,
    ...(cycles.length > 0 ? ['', ...cycles.map(cycleLine)] : []),
    '',
    '| dependency | change | imports | where |',
    '| --- | --- | --- | --- |',
    ...edges.slice(0, MOST_ROWS).map(row),
    ...(more > 0 ? ['', `… and ${more} more.`] : []),
    ...drawing(change),
    '',
  ];
}

function cycleLine({ change, modules, before }: CycleChange): string {
  const names = (all: readonly string[]) => all.map((name) => `\`${cell(name)}\``).join(', ');
  if (change === 'changed') return `- Cycle between ${names(modules)}; before, of ${names(before)}`;
  return `- ${change === 'new' ? '**New cycle**' : 'Cycle ended'} between ${names(modules)}`;
}

function row({ change, edge }: GraphChange['edges'][number]): string {
  const { from, to, imports } = edge;
  const first = imports[0];
  const where = first === undefined ? '' : `\`${cell(`${first.from}:${first.line}`)}\``;
  const what = change === 'new' ? '**new**' : change;
  return `| \`${cell(from)}\` → \`${cell(to)}\` | ${what} | ${imports.length} | ${where} |`;
}

/** New in green, gone in grey, otherwise at run time in orange; red where it is part of a cycle that is not as it was. */
function drawing({ edges, cycles }: GraphChange): string[] {
  const names = [...new Set(edges.flatMap(({ edge }) => [edge.from, edge.to]))].sort();
  if (names.length === 0 || names.length > MOST_DRAWN) return [];
  const current = cycles.filter(({ change }) => change !== 'gone').map(({ modules }) => modules);
  const closes = (from: string, to: string) =>
    current.some((modules) => modules.includes(from) && modules.includes(to));
  return [
    '',
    '```mermaid',
    'flowchart LR',
    ...names.map((name, id) => `  m${id}["${labelOf(name)}"]`),
    ...edges.map(({ change, edge: { from, to } }) => {
      return `  m${names.indexOf(from)} ${STYLES[change].arrow}|${change}| m${names.indexOf(to)}`;
    }),
    ...edges.map(({ change, edge: { from, to } }, at) => {
      const runs = change === 'new' || change === 'now at run time';
      return `  linkStyle ${at} ${runs && closes(from, to) ? IN_CYCLE : STYLES[change].style}`;
    }),
    '```',
  ];
}
