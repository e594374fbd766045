import type { Lockfile, Wants } from './templates.js';

/** A dependency of one installed folder on another, as a lockfile location. */
export interface Edge {
  readonly to: string;
  readonly dev: boolean;
  readonly optional: boolean;
  readonly peer: boolean;
}

/** Every installed folder that the root reaches, with what it depends on. */
export type Graph = ReadonlyMap<string, readonly Edge[]>;

/** The location of the package that the lockfile is for. */
export const ROOT = '';

/** Walks Node's lookup from the root over dependencies, peers and optional dependencies. */
export function graphOf(
  root: Wants,
  { packages }: Lockfile,
): { readonly graph: Graph; readonly missing: readonly string[] } {
  const graph = new Map<string, readonly Edge[]>();
  const missing: string[] = [];
  const queue = [ROOT];
  for (const location of queue) {
    if (graph.has(location)) continue;
    const edges: Edge[] = [];
    for (const { name, ...kind } of wantedBy(location === ROOT ? root : packages[location])) {
      const to = lookUp(name, location, packages);
      if (to !== null) edges.push({ to, ...kind });
      else missing.push(location === ROOT ? name : `${name}, which ${location} needs`);
    }
    graph.set(location, edges);
    queue.push(...edges.map(({ to }) => to));
  }
  return { graph, missing };
}

type Wanted = Omit<Edge, 'to'> & { readonly name: string };

/** Optional peers are not asked for: npm installs them only when somebody else does. */
function wantedBy(from: Wants = {}): Wanted[] {
  const list = (names: object | undefined, kind: Partial<Wanted>): Wanted[] =>
    Object.keys(names ?? {}).map((name) => ({
      name,
      dev: false,
      optional: false,
      peer: false,
      ...kind,
    }));
  const peers = list(from.peerDependencies, { peer: true });
  return [
    ...list(from.dependencies, {}),
    ...list(from.devDependencies, { dev: true }),
    ...list(from.optionalDependencies, { optional: true }),
    ...peers.filter(({ name }) => from.peerDependenciesMeta?.[name]?.optional !== true),
  ];
}

/** The nearest `node_modules/<name>` at or above a location, as Node finds it. */
function lookUp(name: string, from: string, packages: Lockfile['packages']): string | null {
  for (let folder = from; ; folder = parentOf(folder)) {
    const location = folder === ROOT ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (Object.hasOwn(packages, location)) return location;
    if (folder === ROOT) return null;
  }
}

function parentOf(location: string): string {
  const cut = location.lastIndexOf('/node_modules/');
  return cut === -1 ? ROOT : location.slice(0, cut);
}

/** Why a package is there, in npm's words; a word that does not apply is left out. */
export interface Flags {
  readonly dev?: true;
  readonly optional?: true;
  readonly devOptional?: true;
  readonly peer?: true;
}

/** `dev` means that every way to a package passes a dev dependency, and so on. */
export function flagger(graph: Graph): (location: string) => Flags {
  const plain = reached(graph, (edge) => !edge.dev && !edge.optional);
  const withoutDev = reached(graph, (edge) => !edge.dev);
  const withoutOptional = reached(graph, (edge) => !edge.optional);
  const withoutPeer = reached(graph, (edge) => !edge.peer);
  return (location) => {
    const dev = !withoutDev.has(location);
    const optional = !withoutOptional.has(location);
    const either = !plain.has(location) && !dev && !optional;
    return {
      ...(dev && { dev: true }),
      ...(either && { devOptional: true }),
      ...(optional && { optional: true }),
      ...(!withoutPeer.has(location) && { peer: true }),
    };
  };
}

function reached(graph: Graph, follow: (edge: Edge) => boolean): ReadonlySet<string> {
  const seen = new Set([ROOT]);
  for (const location of seen) {
    for (const edge of graph.get(location) ?? []) if (follow(edge)) seen.add(edge.to);
  }
  return seen;
}
