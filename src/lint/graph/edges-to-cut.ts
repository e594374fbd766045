import type { Edges } from './components.js';

export type Edge = readonly [from: number, to: number];

/** Beyond this the cut is not made smaller: the reader is told of a component with thousands of files anyway. */
const MOST_STEPS = 50_000_000;

/**
 * A few edges whose removal leaves the component without a cycle: an order by Eades, Lin and Smyth,
 * its backward edges, less those that turn out not to be needed. Small, not proven smallest.
 */
export function edgesToCut(edges: Edges, component: readonly number[]): Edge[] {
  const place = new Map(greedyOrder(edges, component).map((node, index) => [node, index]));
  const backward: Edge[] = [];
  const kept: number[][] = edges.map(() => []);
  for (const from of component) {
    for (const to of edges[from] ?? []) {
      const target = place.get(to);
      if (target === undefined) continue;
      if (target > (place.get(from) ?? 0)) kept[from]?.push(to);
      else backward.push([from, to]);
    }
  }
  const size = kept.reduce((sum, targets) => sum + targets.length, 0);
  if (backward.length * size > MOST_STEPS) return backward;
  return backward.filter((edge) => !restored(kept, edge));
}

/** Puts an edge back unless it closes a cycle; true when it is back. */
function restored(kept: number[][], [from, to]: Edge): boolean {
  if (from === to || reaches(kept, to, from)) return false;
  kept[from]?.push(to);
  return true;
}

function reaches(edges: Edges, start: number, goal: number): boolean {
  const seen = new Set([start]);
  for (const node of seen) {
    if (node === goal) return true;
    for (const to of edges[node] ?? []) seen.add(to);
  }
  return false;
}

/** Sinks last, sources first, else the node with the most outgoing over incoming edges first. */
function greedyOrder(edges: Edges, component: readonly number[]): number[] {
  const left = new Set(component);
  const [into, out] = [incoming(edges, left), new Map<number, number>()];
  for (const node of component) {
    out.set(node, (edges[node] ?? []).filter((to) => left.has(to) && to !== node).length);
  }
  const [head, tail]: [number[], number[]] = [[], []];
  const take = (node: number) => {
    left.delete(node);
    for (const from of into.get(node) ?? []) out.set(from, (out.get(from) ?? 0) - 1);
    for (const to of edges[node] ?? []) into.get(to)?.delete(node);
  };
  while (left.size > 0) {
    const picked = pick(left, into, out);
    take(picked.node);
    if (picked.isSink) tail.push(picked.node);
    else head.push(picked.node);
  }
  return [...head, ...tail.toReversed()];
}

function pick(
  left: ReadonlySet<number>,
  into: ReadonlyMap<number, ReadonlySet<number>>,
  out: ReadonlyMap<number, number>,
): { readonly node: number; readonly isSink: boolean } {
  let best = -1;
  let lead = -Infinity;
  for (const node of left) {
    const outgoing = out.get(node) ?? 0;
    if (outgoing === 0) return { node, isSink: true };
    const over = outgoing - (into.get(node)?.size ?? 0);
    if (over > lead) [best, lead] = [node, over];
  }
  return { node: best, isSink: false };
}

function incoming(edges: Edges, nodes: ReadonlySet<number>): Map<number, Set<number>> {
  const into = new Map([...nodes].map((node) => [node, new Set<number>()]));
  for (const from of nodes) {
    for (const to of edges[from] ?? []) if (to !== from) into.get(to)?.add(from);
  }
  return into;
}
