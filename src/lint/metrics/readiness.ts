import { isTestPath } from '#shared/path-conventions.js';
import { cyclicComponents } from '../graph/components.js';
import { crossings, type ModuleLookup } from '../module-lookup.js';
import type { ProjectModel } from '../project-model.js';
import type { ModuleEdge } from './coupling.js';

/** Something that has to be undone before a module can be deployed alone. */
export interface Blocker {
  readonly code:
    | 'CYCLE'
    | 'TABLES_OF_OTHERS'
    | 'TABLES_USED_BY_OTHERS'
    | 'IMPORTED_INSIDE'
    | 'IMPORTS_INSIDE'
    | 'DEPENDENTS'
    | 'DEPENDENCIES';
  readonly what: string;
  /** Points off 100. */
  readonly cost: number;
}

/** How far a module is from being deployed alone: 100 means that nothing stands in its way. */
export interface Readiness {
  readonly score: number;
  /** The most expensive first. */
  readonly blockers: readonly Blocker[];
}

const PUBLIC = /^(?:(?:src\/)?(?:index|public|public-api|api|contract|main)\.[cm]?[jt]sx?)$/;
/** Points for each occurrence, and at most in all: data is harder to split than code. */
const PRICES = {
  CYCLE: [15, 30],
  TABLES_OF_OTHERS: [10, 30],
  TABLES_USED_BY_OTHERS: [10, 30],
  IMPORTED_INSIDE: [2, 20],
  IMPORTS_INSIDE: [2, 20],
  DEPENDENTS: [1, 10],
  DEPENDENCIES: [3, 15],
} as const satisfies Record<Blocker['code'], readonly [number, number]>;

/** What ties modules to each other, found once for all of them. */
export interface Ties {
  readonly edges: readonly ModuleEdge[];
  /** The modules that each depends on in a circle. */
  readonly circles: ReadonlyMap<string, ReadonlySet<string>>;
  readonly deep: readonly { readonly from: string; readonly to: string; readonly target: string }[];
  readonly tables: readonly {
    readonly table: string;
    readonly owner: string;
    readonly user: string;
  }[];
}

/** Looks for everything that stands in the way of taking modules apart; tests do not count. */
export function findTies(
  project: ProjectModel,
  lookup: ModuleLookup,
  edges: readonly ModuleEdge[],
): Ties {
  const tables = foreignTables(project, lookup);
  return { edges, circles: circlesOf(edges), deep: deepImports(project, lookup), tables };
}

/** How far one module is from standing alone, and what would have to go, by price. */
export function readinessOf(name: string, { edges, circles, deep, tables }: Ties): Readiness {
  const out = edges.filter(({ from, runtime }) => from === name && runtime > 0).map(({ to }) => to);
  const into = edges
    .filter(({ to, runtime }) => to === name && runtime > 0)
    .map(({ from }) => from);
  const mutual = out.filter((other) => circles.get(name)?.has(other));
  const blockers = [
    blocker('CYCLE', mutual, 'depends in a circle on #'),
    blocker(
      'TABLES_OF_OTHERS',
      tables.filter(({ user }) => user === name).map(({ table }) => table),
      'uses tables of others: #',
    ),
    blocker(
      'TABLES_USED_BY_OTHERS',
      tables.filter(({ owner }) => owner === name).map(({ table, user }) => `${table} (${user})`),
      'others use its tables: #',
    ),
    blocker(
      'IMPORTED_INSIDE',
      deep.filter(({ to }) => to === name).map(({ target }) => target),
      'others import its inside: #',
    ),
    blocker(
      'IMPORTS_INSIDE',
      deep.filter(({ from }) => from === name).map(({ target }) => target),
      'imports the inside of others: #',
    ),
    blocker('DEPENDENTS', into, 'is imported by #'),
    blocker('DEPENDENCIES', out, 'imports #'),
  ]
    .filter(({ cost }) => cost > 0)
    .sort((a, b) => b.cost - a.cost);
  const score = Math.max(0, 100 - blockers.reduce((sum, { cost }) => sum + cost, 0));
  return { score, blockers };
}

function blocker(code: Blocker['code'], who: readonly string[], what: string): Blocker {
  const names = [...new Set(who)].sort();
  const [each, most] = PRICES[code];
  const shown =
    names.length > 3
      ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`
      : names.join(', ');
  return { code, what: what.replace('#', shown), cost: Math.min(most, each * names.length) };
}

function circlesOf(edges: readonly ModuleEdge[]): ReadonlyMap<string, ReadonlySet<string>> {
  const names = [...new Set(edges.flatMap(({ from, to }) => [from, to]))];
  const ids = new Map(names.map((name, id) => [name, id]));
  const targets: number[][] = names.map(() => []);
  for (const { from, to, runtime } of edges) {
    if (runtime > 0) targets[ids.get(from) ?? 0]?.push(ids.get(to) ?? 0);
  }
  return new Map(
    cyclicComponents(targets).flatMap((nodes) => {
      const members = new Set(nodes.map((node) => names[node] ?? ''));
      return [...members].map((name) => [name, members] as const);
    }),
  );
}

function deepImports(project: ProjectModel, lookup: ModuleLookup): Ties['deep'] {
  const entries = new Set(project.packages.flatMap((found) => found.entries));
  return crossings(project, lookup, ({ kind, from }) => kind !== 'type' && !isTestPath(from))
    .filter(
      ({ to, target }) => !entries.has(target) && !PUBLIC.test(target.slice(to.folder.length + 1)),
    )
    .map(({ from, to, target }) => ({ from: from.name, to: to.name, target }));
}

function foreignTables(project: ProjectModel, lookup: ModuleLookup): Ties['tables'] {
  const uses = (project.facts?.tables ?? []).filter(({ file }) => !isTestPath(file));
  const owners = new Map(
    uses.flatMap(({ table, access, file }) => {
      const module = lookup.of(file)?.name;
      return access === 'define' && module !== undefined ? [[table, module] as const] : [];
    }),
  );
  return uses.flatMap(({ table, file }) => {
    const [owner, user] = [owners.get(table), lookup.of(file)?.name];
    return owner === undefined || user === undefined || owner === user
      ? []
      : [{ table, owner, user }];
  });
}
