import { builtinModules } from 'node:module';
import type { ImportTarget } from '#lint/project-model.js';
import { entry } from './parse-jsonc.js';
import { fileFor, folderOf, foldersUp, joinPath } from './resolve-files.js';
import { nearestWith, packageFile, subpathTargets, type Manifests } from './resolve-packages.js';
import {
  mappedPaths,
  readPathMapping,
  type PathMapping,
  type ReadJson,
} from './resolve-tsconfig.js';

/** All that resolving needs to know of the disk; it reads nothing itself. */
export interface Disk {
  /** Every file of the project, sources and others. */
  readonly files: ReadonlySet<string>;
  /** Every package.json, by folder. */
  readonly manifests: Manifests;
  /** Folders of the packages that may be imported by name. */
  readonly workspaces: ReadonlyMap<string, string>;
  /** Parses a JSON file with comments below the root. */
  readonly readJson: ReadJson;
}

export type Resolve = (from: string, specifier: string) => ImportTarget;

const BUILTINS = new Set(builtinModules);
const LEFT_OUT = /(?:^|\/)(?:node_modules|dist|coverage|bower_components|\.[^/]+)\//;
const PACKAGE = /^(?:@[^/]+\/)?[^/@][^/]*/;

/** A resolver with the caches of one scan. Nothing needs to be installed or built. */
export function createResolver(disk: Disk): Resolve {
  const mappingOf = mappingByFolder(disk);
  const known = new Map<string, Map<string, ImportTarget>>();
  return (from, written) => {
    const folder = folderOf(from);
    if (written.startsWith('.')) return relative(disk, folder, withoutQuery(written));
    const here = known.get(folder) ?? new Map<string, ImportTarget>();
    if (here.size === 0) known.set(folder, here);
    const target = here.get(written) ?? resolve(disk, mappingOf, folder, written);
    here.set(written, target);
    return target;
  };
}

function resolve(
  disk: Disk,
  mappingOf: (folder: string) => PathMapping | undefined,
  folder: string,
  written: string,
): ImportTarget {
  if (written.startsWith('node:')) return { kind: 'builtin', name: written.slice(5) };
  const specifier = withoutQuery(written);
  if (specifier.startsWith('#')) {
    const own = packageImport(disk, folder, specifier);
    if (own !== undefined) return own;
  }
  const mapping = mappingOf(folder);
  const mapped = mapping && firstFile(disk, mappedPaths(mapping, specifier));
  if (mapped !== undefined) return { kind: 'file', path: mapped };
  if (BUILTINS.has(specifier)) return { kind: 'builtin', name: specifier };
  if (specifier.startsWith('#')) return unresolved('no "imports" entry leads to a file');
  if (/^(?:[a-z][a-z0-9+.-]*:|\/)/i.test(specifier))
    return unresolved('neither a package nor a relative path');
  return byName(disk, folder, specifier);
}

/** Bundlers' questions, such as `./icon.svg?url`. */
function withoutQuery(specifier: string): string {
  const query = specifier.indexOf('?');
  return query === -1 ? specifier : specifier.slice(0, query);
}

function relative(disk: Disk, folder: string, specifier: string): ImportTarget {
  const joined = /^\.{1,2}(?:\/|$)/.test(specifier) ? joinPath(folder, specifier) : undefined;
  if (joined === undefined) return unresolved('outside the project');
  const found =
    specifier.endsWith('/') || specifier.endsWith('.')
      ? indexFirst(disk, joined)
      : fileFor(joined, disk.files);
  if (found === undefined && LEFT_OUT.test(joined))
    return unresolved('in a folder that is left out');
  return found === undefined ? unresolved('no such file') : { kind: 'file', path: found };
}

/** `./x/` and `..` are folders, even when `x.ts` exists. */
function indexFirst(disk: Disk, joined: string): string | undefined {
  return (
    fileFor(joined === '' ? 'index' : `${joined}/index`, disk.files) ?? fileFor(joined, disk.files)
  );
}

function packageImport(disk: Disk, folder: string, specifier: string): ImportTarget | undefined {
  const owner = nearestWith(disk.manifests, folder, 'imports');
  if (owner === undefined) return undefined;
  const targets = subpathTargets(entry(disk.manifests.get(owner), 'imports'), specifier);
  const paths = targets.filter((target) => target.startsWith('./'));
  const found = firstFile(
    disk,
    paths.flatMap((target) => joinPath(owner, target) ?? []),
  );
  if (found !== undefined) return { kind: 'file', path: found };
  const other = targets.find((target) => !target.startsWith('.'));
  return other === undefined ? undefined : byName(disk, folder, other);
}

function byName(disk: Disk, folder: string, specifier: string): ImportTarget {
  if (BUILTINS.has(specifier)) return { kind: 'builtin', name: specifier };
  const name = PACKAGE.exec(specifier)?.[0];
  if (name === undefined) return unresolved('not a package name');
  const home = disk.workspaces.get(name) ?? selfFolder(disk, folder, name);
  if (home !== undefined) {
    const subpath = specifier.slice(name.length + 1);
    const path = packageFile(home, disk.manifests.get(home), subpath, disk.files);
    if (path !== undefined) return { kind: 'file', path };
  }
  return { kind: 'package', name };
}

/** A package may import itself by name. */
function selfFolder(disk: Disk, folder: string, name: string): string | undefined {
  const owner = nearestWith(disk.manifests, folder, 'name');
  const own = owner === undefined ? undefined : disk.manifests.get(owner);
  return entry(own, 'name') === name && entry(own, 'exports') !== undefined ? owner : undefined;
}

function firstFile(disk: Disk, paths: readonly string[]): string | undefined {
  for (const path of paths) {
    const found = fileFor(path, disk.files);
    if (found !== undefined) return found;
  }
  return undefined;
}

function mappingByFolder(disk: Disk): (folder: string) => PathMapping | undefined {
  const byFolder = new Map<string, PathMapping | undefined>();
  return (folder) => {
    if (byFolder.has(folder)) return byFolder.get(folder);
    const file = foldersUp(folder)
      .flatMap((above) =>
        ['tsconfig.json', 'jsconfig.json'].map((name) => joinPath(above, name) ?? name),
      )
      .find((path) => disk.files.has(path));
    const mapping = file === undefined ? undefined : readPathMapping(file, disk.readJson);
    byFolder.set(folder, mapping);
    return mapping;
  };
}

function unresolved(reason: string): ImportTarget {
  return { kind: 'unresolved', reason };
}
