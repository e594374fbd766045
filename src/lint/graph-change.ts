import { cyclicComponents } from './graph/components.js';
import type { ModuleEdge } from './metrics/coupling.js';
import type { ModuleGraph } from './metrics/module-graph.js';

/** What became of a dependency: it is there or not, or it lasts until run time or not. */
export type EdgeChange = 'new' | 'gone' | 'now at run time' | 'now types only';

/** A cycle of modules at run time that is not as it was. */
export interface CycleChange {
  readonly change: 'new' | 'gone' | 'changed';
  /** Its modules now, or those it had. */
  readonly modules: readonly string[];
  /** Those of the cycles that it was, where it changed. */
  readonly before: readonly string[];
}

/** How the graph of modules differs from an earlier one. */
export interface GraphChange {
  /** The edge as it is, or as it was where it is gone. */
  readonly edges: readonly { readonly change: EdgeChange; readonly edge: ModuleEdge }[];
  readonly cycles: readonly CycleChange[];
  readonly modules: { readonly new: readonly string[]; readonly gone: readonly string[] };
}

/** Compares two graphs by the names of their modules; sorted. */
export function graphChange(before: ModuleGraph, after: ModuleGraph): GraphChange {
  const [old, now] = [edgesByEnds(before), edgesByEnds(after)];
  return {
    edges: [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((ends) => {
      const edge = now.get(ends) ?? old.get(ends);
      const change = edgeChange(old.get(ends), now.get(ends));
      return edge === undefined || change === undefined ? [] : [{ change, edge }];
    }),
    cycles: cycleChanges(cyclesOf(before), cyclesOf(after)),
    modules: {
      new: after.names.filter((name) => !before.names.includes(name)),
      gone: before.names.filter((name) => !after.names.includes(name)),
    },
  };
}

function edgesByEnds({ edges }: ModuleGraph): ReadonlyMap<string, ModuleEdge> {
  return new Map(edges.map((edge) => [`${edge.from}\n${edge.to}`, edge]));
}

function edgeChange(old?: ModuleEdge, now?: ModuleEdge): EdgeChange | undefined {
  if (old === undefined) return 'new';
  if (now === undefined) return 'gone';
  if (old.runtime === 0 && now.runtime > 0) return 'now at run time';
  return old.runtime > 0 && now.runtime === 0 ? 'now types only' : undefined;
}

function cycleChanges(
  before: readonly (readonly string[])[],
  after: readonly (readonly string[])[],
): CycleChange[] {
  const overlaps = (cycle: readonly string[], other: readonly string[]) =>
    cycle.some((name) => other.includes(name));
  const current = after.flatMap((modules): CycleChange[] => {
    const were = before.filter((cycle) => overlaps(cycle, modules));
    const earlier = were.flat();
    const same = earlier.length === modules.length && earlier.every((one) => modules.includes(one));
    if (same && were.length === 1) return [];
    return [{ change: earlier.length === 0 ? 'new' : 'changed', modules, before: earlier.sort() }];
  });
  const ended = before
    .filter((cycle) => !after.some((modules) => overlaps(cycle, modules)))
    .map((modules) => ({ change: 'gone', modules, before: modules }) as const);
  return [...current, ...ended];
}

/** The modules of each cycle at run time. */
function cyclesOf({ names, edges }: ModuleGraph): string[][] {
  const ids = new Map(names.map((name, id) => [name, id]));
  const targets: number[][] = names.map(() => []);
  for (const { from, to, inCycle } of edges)
    if (inCycle) targets[ids.get(from) ?? -1]?.push(ids.get(to) ?? -1);
  return cyclicComponents(targets).map((nodes) => nodes.map((node) => names[node] ?? '').sort());
}
