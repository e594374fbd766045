import type { ImportTarget, SkippedFile } from '#lint/project-model.js';
import { SOURCE } from './resolve-files.js';
import { MANIFEST } from './scan-packages.js';
import type { KeptFile, Known, ReadFile, Told, World } from './scan-cache-columns.js';
import type { ScanMemory } from './scan-memory.js';
import type { SourceText } from './scan-source.js';
import { isSame, isSettled, type Stamp, type Tree } from './scan-tree.js';
import { digest } from './scan-cache-file.js';

/** All that a specifier in a file leads to. */
export type ResolveAll = (from: string, specifier: string) => readonly ImportTarget[];

/** How a cache is filled where it knows nothing. */
export interface Reading {
  readonly read: (path: string) => ReadFile;
  readonly resolve: ResolveAll;
  readonly told: () => Told;
  /** What is no JSON, among what resolving read so far. */
  readonly broken: () => readonly SkippedFile[];
  /** The files that resolving read, and whether each could be read. */
  readonly consulted: ReadonlyMap<string, boolean>;
}

/**
 * Reads files by way of a cache: those that did not change since are not opened. Where their imports
 * lead is believed as long as no file came or went and nothing changed that resolving read.
 */
export function cachedReading(tree: Tree, memory: ScanMemory, reading: Reading) {
  const known = memory.load();
  const list = digest([process.version, ...tree.files].join('\n'));
  const world = known === undefined ? undefined : believedWorld(tree, known, list);
  const kept: KeptFile[] = [];
  let hits = 0;
  const told = (): Told =>
    world === undefined
      ? reading.told()
      : { packages: world.packages, broken: oncePerPath(world.broken, reading.broken()) };
  return {
    told,
    read: (path: string): ReadFile => {
      const stamp = tree.stampOf(path);
      const old = known?.files.get(path);
      if (stamp !== undefined && old !== undefined && isSame(stamp, old.stamp)) {
        hits++;
        const before = old.found();
        const found = world === undefined ? resolved(path, before, reading.resolve) : before;
        kept.push([path, stamp, found]);
        return found;
      }
      const found = reading.read(path);
      if (found.read && stamp !== undefined && isSettled(stamp, tree.taken))
        kept.push([path, stamp, found]);
      return found;
    },
    /** Keeps what was read for the next time. */
    save: (): void => {
      const nothingNew = hits === kept.length && hits === (known?.files.size ?? 0);
      if (nothingNew && (world !== undefined || hits === 0)) return;
      const { packages, broken } = told();
      const read = settledStamps(tree, [
        ...[...(world?.read ?? [])].map(([path]) => [path, true] as const),
        ...reading.consulted,
      ]);
      memory.keep(kept, read && { list, read, packages, broken });
    },
  };
}

/** The world as it was kept, if it is still that. */
function believedWorld(
  tree: Tree,
  { world, files: known }: Known,
  list: string,
): World | undefined {
  const isUnchanged = (path: string, before: Stamp | undefined) => {
    const stamp = tree.stampOf(path);
    return stamp !== undefined && before !== undefined && isSame(stamp, before);
  };
  if (world?.list !== list) return undefined;
  if (![...world.read].every(([path, stamp]) => isUnchanged(path, stamp))) return undefined;
  // A configuration that is no JSON is said as long as an import asks for it: any changed file may be the one.
  if (world.broken.every(({ path }) => MANIFEST.test(path))) return world;
  const sources = tree.files.filter((path) => SOURCE.test(path));
  return sources.every((path) => isUnchanged(path, known.get(path)?.stamp)) ? world : undefined;
}

/** A partly kept world may be read once more. */
function oncePerPath(...lists: readonly (readonly SkippedFile[])[]): readonly SkippedFile[] {
  return [...new Map(lists.flat().map((file) => [file.path, file])).values()];
}

/** A source with where its imports lead. */
export function resolved(path: string, source: SourceText, resolve: ResolveAll): ReadFile {
  const imports = source.imports.map(({ specifier, kind, names, line, column }) => {
    return { specifier, kind, names, line, column, targets: resolve(path, specifier) };
  });
  return { ...source, imports };
}

/** Nothing when one of them could not be read, or may have changed once more since. */
function settledStamps(
  tree: Tree,
  consulted: readonly (readonly [path: string, read: boolean])[],
): ReadonlyMap<string, Stamp> | undefined {
  const settled = new Map<string, Stamp>();
  for (const [path, read] of consulted) {
    const stamp = tree.stampOf(path);
    if (!read || stamp === undefined || !isSettled(stamp, tree.taken)) return undefined;
    settled.set(path, stamp);
  }
  return settled;
}
