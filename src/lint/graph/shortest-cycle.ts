import type { Edges } from './components.js';

/**
 * The shortest cycle among the nodes of one component, starting at its smallest node; the first one
 * in order of nodes when several are equally short. Searches from each node stop at the best length so far.
 */
export function shortestCycle(edges: Edges, component: readonly number[]): number[] {
  const inside = new Set(component);
  let best: number[] = [];
  for (const start of component) {
    const limit = best.length === 0 ? component.length : best.length - 1;
    if (limit === 0) break;
    best = cycleThrough(edges, inside, start, limit) ?? best;
  }
  return best;
}

/** Breadth first from `start` until an edge leads back to it. */
function cycleThrough(
  edges: Edges,
  inside: ReadonlySet<number>,
  start: number,
  limit: number,
): number[] | undefined {
  const cameFrom = new Map<number, number>();
  let frontier = [start];
  for (let length = 1; length <= limit && frontier.length > 0; length++) {
    const reached: number[] = [];
    for (const node of frontier) {
      for (const to of edges[node] ?? []) {
        if (to === start) return fromSmallest(walkBack(cameFrom, start, node));
        // Cycles through an earlier node were found from there.
        if (to < start || !inside.has(to) || cameFrom.has(to)) continue;
        cameFrom.set(to, node);
        reached.push(to);
      }
    }
    frontier = reached;
  }
  return undefined;
}

function walkBack(cameFrom: ReadonlyMap<number, number>, start: number, end: number): number[] {
  const cycle = [end];
  for (let node = end; node !== start;) {
    const before = cameFrom.get(node);
    if (before === undefined) break;
    cycle.push(before);
    node = before;
  }
  return cycle.toReversed();
}

function fromSmallest(cycle: readonly number[]): number[] {
  const first = cycle.indexOf(Math.min(...cycle));
  return [...cycle.slice(first), ...cycle.slice(0, first)];
}
