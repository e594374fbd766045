import type { Import, ProjectModel } from '../project-model.js';

/** Who imports whom, as numbers: node `i` is `names[i]`, its edges are sorted and without duplicates. */
export interface ImportGraph {
  readonly names: readonly string[];
  readonly edges: readonly (readonly number[])[];
  /** The first import behind an edge, to point at. */
  readonly proof: (from: number, to: number) => Import | undefined;
}

/** Builds the graph over what `nodeOf` names; a path without a name, and imports within one node, are left out. */
export function importGraph(
  project: ProjectModel,
  nodeOf: (path: string) => string | undefined,
  counts: (found: Import) => boolean,
  withinNode: 'keep' | 'drop',
): ImportGraph {
  const nodeByPath = new Map(project.files.map(({ path }) => [path, nodeOf(path)]));
  const names = [...new Set(nodeByPath.values())].flatMap((name) => name ?? []).sort();
  const ids = new Map(names.map((name, id) => [name, id]));
  const idOf = (path: string) => ids.get(nodeByPath.get(path) ?? '');
  const proofs = names.map(() => new Map<number, Import>());
  for (const found of project.imports) {
    if (found.target.kind !== 'file' || !counts(found)) continue;
    const [from, to] = [idOf(found.from), idOf(found.target.path)];
    if (from === undefined || to === undefined || (from === to && withinNode === 'drop')) continue;
    const proof = proofs[from];
    if (proof !== undefined && !proof.has(to)) proof.set(to, found);
  }
  return {
    names,
    edges: proofs.map((proof) => [...proof.keys()].sort((a, b) => a - b)),
    proof: (from, to) => proofs[from]?.get(to),
  };
}
