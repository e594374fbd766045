import type { Import, ProjectModel } from '../project-model.js';
import { fileImports } from './file-imports.js';

/** Who imports whom, as numbers: node `i` is `names[i]`, its edges are sorted and without duplicates. */
export interface ImportGraph {
  readonly names: readonly string[];
  readonly edges: readonly (readonly number[])[];
  /** The first import behind an edge, to point at. */
  readonly proof: (from: number, to: number) => Import | undefined;
  /** The same nodes, with the imports that count. */
  readonly only: (counts: (found: Import) => boolean) => ImportGraph;
}

/** Builds the graph over what `nodeOf` names; a path without a name, and imports within one node, are left out. */
export function importGraph(
  project: ProjectModel,
  nodeOf: (path: string) => string | undefined,
  withinNode: 'keep' | 'drop',
): ImportGraph {
  const { from, to, found } = fileImports(project);
  const named = project.files.map(({ path }) => nodeOf(path));
  const names = [...new Set(named)].flatMap((name) => name ?? []).sort();
  const ids = new Map<string | undefined, number>(names.map((name, id) => [name, id]));
  const nodes = Int32Array.from(named, (name) => ids.get(name) ?? -1);
  const own: number[][] = names.map(() => []);
  const target = (at: number) => nodes[to[at] ?? -1] ?? -1;
  for (let at = 0; at < found.length; at++) {
    const [node, other] = [nodes[from[at] ?? -1] ?? -1, target(at)];
    if (node === -1 || other === -1) continue;
    if (node !== other || withinNode === 'keep') own[node]?.push(at);
  }
  return graphOf(names, own, target, found);
}

/** The graph of the imports that each node has, by their places among all. */
function graphOf(
  names: readonly string[],
  own: readonly (readonly number[])[],
  target: (at: number) => number,
  found: readonly Import[],
): ImportGraph {
  return {
    names,
    edges: own.map((imports) => [...new Set(imports.map(target))].sort((a, b) => a - b)),
    proof: (node, other) => {
      const first = own[node]?.find((at) => target(at) === other);
      return first === undefined ? undefined : found[first];
    },
    only: (counts) => {
      const isCounted = (at: number) => {
        const one = found[at];
        return one !== undefined && counts(one);
      };
      const counted = own.map((imports) => imports.filter(isCounted));
      return graphOf(names, counted, target, found);
    },
  };
}
