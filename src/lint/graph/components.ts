/** Edges of a graph: for each node the nodes it points at. */
export type Edges = readonly (readonly number[])[];

/**
 * The strongly connected components that hold a cycle: two nodes or more, or one that points at itself.
 * Tarjan's algorithm with its own stack, since a deep project overflows the real one. Sorted by first node.
 */
export function cyclicComponents(edges: Edges): number[][] {
  const order = new Int32Array(edges.length).fill(-1);
  const low = new Int32Array(edges.length);
  const open = new Uint8Array(edges.length);
  const next = new Int32Array(edges.length);
  const path: number[] = [];
  const components: number[][] = [];
  let time = 0;

  const visit = (start: number) => {
    const walk = [start];
    for (let node = walk.at(-1); node !== undefined; node = walk.at(-1)) {
      if (order[node] === -1) {
        order[node] = low[node] = time++;
        open[node] = 1;
        path.push(node);
      }
      const step = next[node] ?? 0;
      const to = edges[node]?.[step];
      if (to === undefined) {
        walk.pop();
        close(node, walk.at(-1));
      } else {
        next[node] = step + 1;
        if (order[to] === -1) walk.push(to);
        else if (open[to] === 1) lower(node, order[to] ?? 0);
      }
    }
  };
  const lower = (node: number, value: number) => {
    if (value < (low[node] ?? 0)) low[node] = value;
  };
  const close = (node: number, parent: number | undefined) => {
    if (low[node] === order[node]) {
      const component = path.splice(path.lastIndexOf(node));
      for (const member of component) open[member] = 0;
      if (component.length > 1 || edges[node]?.includes(node)) {
        components.push(component.sort((a, b) => a - b));
      }
    }
    if (parent !== undefined) lower(parent, low[node] ?? 0);
  };

  for (let node = 0; node < edges.length; node++) if (order[node] === -1) visit(node);
  return components.sort(([a = 0], [b = 0]) => a - b);
}

/** The edges among the given nodes, over the same numbers; all other nodes keep none. */
export function restrictEdges(edges: Edges, nodes: readonly number[]): number[][] {
  const inside = new Set(nodes);
  const kept: number[][] = edges.map(() => []);
  for (const node of nodes) kept[node] = (edges[node] ?? []).filter((to) => inside.has(to));
  return kept;
}
