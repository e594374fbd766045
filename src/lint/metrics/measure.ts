import { groupBy } from '../group-by.js';
import { moduleLookup, type ModuleLookup } from '../module-lookup.js';
import type { ProjectModel } from '../project-model.js';
import { couplingOf, moduleEdges, type Coupling, type ModuleEdge } from './coupling.js';
import { findTies, readinessOf, type Readiness } from './readiness.js';

/** What the figures say of one module; null where the scan did not look. */
export interface ModuleMetrics extends Coupling {
  readonly name: string;
  readonly folder: string;
  readonly files: number;
  readonly lines: number | null;
  /** Exported types over all exports. */
  readonly abstractness: number | null;
  /** From the main sequence, where abstractness and instability balance: 0 to 1. */
  readonly distance: number | null;
  /** Share of its files' imports that stay inside. */
  readonly cohesion: number;
  /** Share of the other modules that a change of it can reach. */
  readonly propagation: number;
  readonly history: ModuleHistory | null;
  readonly readiness: Readiness;
}

export interface ModuleHistory {
  readonly commits: number;
  readonly authors: number;
  /** How few authors wrote half of its commits. */
  readonly busFactor: number;
  /** Modules that changed together with it, most often first. */
  readonly changesWith: readonly { readonly name: string; readonly commits: number }[];
}

/** Figures for every module, in the order of their names. */
export function measureModules(
  project: ProjectModel,
  lookup: ModuleLookup = moduleLookup(project),
): ModuleMetrics[] {
  const coupling = couplingOf(project, lookup);
  const edges = moduleEdges(project, lookup);
  const ties = findTies(project, lookup, edges);
  const importers = groupBy(edges, ({ to }) => to);
  const files = groupBy(project.files, ({ path }) => lookup.of(path)?.folder);
  const inside = insideImports(project, lookup);
  const facts = new Map(project.facts?.files.map((file) => [file.path, file]));
  const known = facts.size > 0;
  return [...lookup.list]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((module): ModuleMetrics => {
      const { name, folder } = module;
      const own = files.get(folder) ?? [];
      const seen = own.flatMap(({ path }) => facts.get(path) ?? []);
      const sum = (of: 'lines' | 'abstract' | 'concrete') =>
        seen.reduce((total, file) => total + file[of], 0);
      const exported = sum('abstract') + sum('concrete');
      const couplings = coupling.get(name) ?? { afferent: 0, efferent: 0, instability: 0 };
      const abstractness = exported === 0 ? null : sum('abstract') / exported;
      const { within, all } = inside.get(folder) ?? { within: 0, all: 0 };
      return {
        name,
        folder,
        files: own.length,
        lines: known ? sum('lines') : null,
        ...couplings,
        abstractness,
        distance: abstractness === null ? null : Math.abs(abstractness + couplings.instability - 1),
        cohesion: all === 0 ? 1 : within / all,
        propagation: propagation(name, importers, lookup.list.length),
        history: historyOf(
          project,
          lookup,
          own.map(({ path }) => path),
          name,
        ),
        readiness: readinessOf(name, ties),
      };
    });
}

/** Share of all pairs of modules in which a change of one can reach the other: MacCormack's propagation cost. */
export function propagationCost(modules: readonly ModuleMetrics[]): number {
  if (modules.length === 0) return 0;
  return modules.reduce((sum, { propagation }) => sum + propagation, 0) / modules.length;
}

function insideImports(project: ProjectModel, lookup: ModuleLookup) {
  const counts = new Map<string, { within: number; all: number }>();
  for (const { from, target } of project.imports) {
    const module = target.kind === 'file' ? lookup.of(from) : undefined;
    if (module === undefined || target.kind !== 'file') continue;
    const count = counts.get(module.folder) ?? { within: 0, all: 0 };
    count.all++;
    if (lookup.of(target.path) === module) count.within++;
    counts.set(module.folder, count);
  }
  return counts;
}

function propagation(
  name: string,
  importers: ReadonlyMap<string, readonly ModuleEdge[]>,
  all: number,
): number {
  const reached = new Set([name]);
  for (const at of reached) for (const { from } of importers.get(at) ?? []) reached.add(from);
  return all < 2 ? 0 : (reached.size - 1) / (all - 1);
}

function historyOf(
  { history }: ProjectModel,
  lookup: ModuleLookup,
  paths: readonly string[],
  name: string,
): ModuleHistory | null {
  if (history === null) return null;
  const own = new Set(paths);
  const authors = new Map<string, number>();
  let commits = 0;
  for (const file of history.files.filter(({ path }) => own.has(path))) {
    commits += file.commits;
    for (const author of file.authors) {
      authors.set(author.name, (authors.get(author.name) ?? 0) + author.commits);
    }
  }
  const together = new Map<string, number>();
  for (const { files, commits: times } of history.coChanges) {
    const [a, b] = files.map((path) => lookup.of(path)?.name);
    const other = a === name ? b : b === name ? a : undefined;
    if (other !== undefined && other !== name)
      together.set(other, (together.get(other) ?? 0) + times);
  }
  return {
    commits,
    authors: authors.size,
    busFactor: busFactor([...authors.values()]),
    changesWith: [...together]
      .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      .map(([other, times]) => ({ name: other, commits: times })),
  };
}

function busFactor(commits: readonly number[]): number {
  const half = commits.reduce((sum, one) => sum + one, 0) / 2;
  let sum = 0;
  return [...commits]
    .sort((a, b) => b - a)
    .filter((one) => {
      const needed = sum < half;
      sum += one;
      return needed;
    }).length;
}
