import { cyclicComponents } from './components.js';

/** Where a box is drawn: its row from the top, and its place in the row. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

const MOST_IN_ROW = 8;
const SWEEPS = 6;

/**
 * Rows in which what imports stands above what it imports; what needs each other shares a row.
 * Within a row, boxes stand near what they are connected to. The same graph gives the same picture.
 */
export function layOut(edges: readonly (readonly number[])[]): Place[] {
  const ranks = ranksOf(edges);
  const rows: number[][] = [];
  ranks.forEach((rank, node) => (rows[rank] ??= []).push(node));
  const neighbours = edges.map((targets) => [...targets]);
  edges.forEach((targets, from) => targets.forEach((to) => neighbours[to]?.push(from)));
  const at = new Map<number, number>();
  const number = (row: readonly number[]) =>
    row.forEach((node, column) => at.set(node, (column + 0.5) / row.length));
  rows.forEach(number);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const row of sweep % 2 === 0 ? rows : rows.toReversed()) {
      const centre = (node: number) => {
        const near = (neighbours[node] ?? []).map((other) => at.get(other) ?? 0.5);
        return near.length === 0
          ? (at.get(node) ?? 0.5)
          : near.reduce((sum, x) => sum + x, 0) / near.length;
      };
      const centres = new Map(row.map((node) => [node, centre(node)]));
      row.sort((a, b) => (centres.get(a) ?? 0) - (centres.get(b) ?? 0) || a - b);
      number(row);
    }
  }
  return place(rows, edges.length);
}

/** Long rows are broken, so that the picture stays about as wide as a screen. */
function place(rows: readonly (readonly number[])[], size: number): Place[] {
  const places: Place[] = Array.from({ length: size }, () => ({ row: 0, column: 0 }));
  const most = Math.max(MOST_IN_ROW, Math.ceil(Math.sqrt(size * 2)));
  let top = 0;
  for (const row of rows.filter(({ length }) => length > 0)) {
    const lines = Math.ceil(row.length / most);
    const perLine = Math.ceil(row.length / lines);
    row.forEach((node, index) => {
      const line = Math.floor(index / perLine);
      const inLine = Math.min(perLine, row.length - line * perLine);
      places[node] = { row: top + line, column: (index % perLine) - (inLine - 1) / 2 };
    });
    top += lines;
  }
  return places;
}

/** The longest way down to each node, counted over components: 0 for what nobody imports. */
function ranksOf(edges: readonly (readonly number[])[]): number[] {
  const component = edges.map((_, node) => node);
  for (const nodes of cyclicComponents(edges)) {
    for (const node of nodes) component[node] = nodes[0] ?? node;
  }
  const group = (node: number) => component[node] ?? node;
  const waiting = edges.map(() => 0);
  const out = edges.map(() => new Set<number>());
  edges.forEach((targets, from) =>
    targets.forEach((to) => {
      if (group(from) !== group(to)) out[group(from)]?.add(group(to));
    }),
  );
  for (const targets of out) for (const to of targets) waiting[to] = (waiting[to] ?? 0) + 1;
  const rank = edges.map(() => 0);
  const ready = edges.flatMap((_, node) =>
    group(node) === node && waiting[node] === 0 ? [node] : [],
  );
  for (const node of ready) {
    for (const to of out[node] ?? []) {
      rank[to] = Math.max(rank[to] ?? 0, (rank[node] ?? 0) + 1);
      waiting[to] = (waiting[to] ?? 0) - 1;
      if (waiting[to] === 0) ready.push(to);
    }
  }
  return edges.map((_, node) => rank[group(node)] ?? 0);
}
