import { crossings, type ModuleLookup } from '../module-lookup.js';
import type { Import, ProjectModel } from '../project-model.js';

/** How one module depends on another: every import behind it, the first one foremost. */
export interface ModuleEdge {
  readonly from: string;
  readonly to: string;
  readonly imports: readonly Import[];
  /** How many of them last until run time. */
  readonly runtime: number;
}

/** How much others depend on a module, and it on others. */
export interface Coupling {
  /** Files of other modules that import one of its files. */
  readonly afferent: number;
  /** Files of other modules that its files import. */
  readonly efferent: number;
  /** Martin's I: efferent over all; 0 is what others lean on, 1 is free to change. 0 when alone. */
  readonly instability: number;
}

/** The dependencies between modules, by the names of both; sorted. */
export function moduleEdges(project: ProjectModel, lookup: ModuleLookup): ModuleEdge[] {
  const edges = new Map<string, { from: string; to: string; imports: Import[] }>();
  for (const { from, to, found } of crossings(project, lookup)) {
    const key = `${from.name}\n${to.name}`;
    const edge = edges.get(key);
    if (edge === undefined) edges.set(key, { from: from.name, to: to.name, imports: [found] });
    else edge.imports.push(found);
  }
  return [...edges.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, edge]) => ({
      ...edge,
      runtime: edge.imports.filter(({ kind }) => kind !== 'type').length,
    }));
}

/** Coupling of every module, by its name. */
export function couplingOf(
  project: ProjectModel,
  lookup: ModuleLookup,
): ReadonlyMap<string, Coupling> {
  const [out, into] = [new Map<string, Set<string>>(), new Map<string, Set<string>>()];
  for (const { name } of lookup.list) {
    out.set(name, new Set());
    into.set(name, new Set());
  }
  for (const { from, to, found, target } of crossings(project, lookup)) {
    out.get(from.name)?.add(target);
    into.get(to.name)?.add(found.from);
  }
  return new Map(
    lookup.list.map(({ name }) => {
      const [efferent, afferent] = [out.get(name)?.size ?? 0, into.get(name)?.size ?? 0];
      const all = efferent + afferent;
      return [name, { afferent, efferent, instability: all === 0 ? 0 : efferent / all }];
    }),
  );
}
