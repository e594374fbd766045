import { layOut, type Place } from './graph/lay-out.js';
import { hotspots, type Hotspot } from './metrics/hotspots.js';
import { measureModules, propagationCost, type ModuleMetrics } from './metrics/measure.js';
import { moduleGraph, type ModuleGraph } from './metrics/module-graph.js';
import { moduleLookup } from './module-lookup.js';
import type { ProjectModel } from './project-model.js';

const MOST_HOTSPOTS = 40;

/** What there is to know about a project beyond its findings. */
export interface Insight extends ModuleGraph {
  /** In the order of the names. */
  readonly modules: readonly ModuleMetrics[];
  readonly propagationCost: number;
  readonly hotspots: readonly Hotspot[];
  /** Where each module is drawn, in the order of the names. */
  readonly places: readonly Place[];
  /** The module of each file, by the index of its name; -1 for none. */
  readonly moduleOf: ReadonlyMap<string, number>;
}

/** Measures a project once, for all reports that show more than findings. */
export function insightOf(project: ProjectModel): Insight {
  const lookup = moduleLookup(project);
  const graph = moduleGraph(project, lookup);
  const modules = measureModules(project, lookup);
  const ids = new Map(graph.names.map((name, id) => [name, id]));
  const id = (name: string) => ids.get(name) ?? -1;
  const targets: number[][] = graph.names.map(() => []);
  for (const { from, to, runtime } of graph.edges) if (runtime > 0) targets[id(from)]?.push(id(to));
  return {
    ...graph,
    modules,
    propagationCost: propagationCost(modules),
    hotspots: hotspots(project, MOST_HOTSPOTS),
    places: layOut(targets),
    moduleOf: new Map(
      project.files.map(({ path }) => [path, id(lookup.of(path)?.name ?? '')] as const),
    ),
  };
}
