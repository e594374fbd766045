import { cyclicComponents } from '../graph/components.js';
import type { ModuleLookup } from '../module-lookup.js';
import type { ProjectModel } from '../project-model.js';
import { moduleEdges, type ModuleEdge } from './coupling.js';

/** The modules of a project and what they import of each other, ready to be drawn. */
export interface ModuleGraph {
  readonly names: readonly string[];
  readonly edges: readonly (ModuleEdge & { readonly inCycle: boolean })[];
}

/** The graph of modules; an edge is in a cycle when it helps to close one at run time. */
export function moduleGraph(project: ProjectModel, lookup: ModuleLookup): ModuleGraph {
  const edges = moduleEdges(project, lookup);
  const names = [...new Set(lookup.list.map(({ name }) => name))].sort();
  const ids = new Map(names.map((name, id) => [name, id]));
  const targets = names.map((name) =>
    edges
      .filter(({ from, runtime }) => from === name && runtime > 0)
      .map(({ to }) => ids.get(to) ?? 0),
  );
  const componentOf = new Map(
    cyclicComponents(targets).flatMap((nodes, at) =>
      nodes.map((node) => [names[node], at] as const),
    ),
  );
  return {
    names,
    edges: edges.map((edge) => {
      const at = componentOf.get(edge.from);
      return {
        ...edge,
        inCycle: edge.runtime > 0 && at !== undefined && at === componentOf.get(edge.to),
      };
    }),
  };
}
