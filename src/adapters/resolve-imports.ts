import { builtinModules } from 'node:module';
import type { ImportTarget } from '#lint/project-model.js';
import { memoise } from '#shared/memoise.js';
import { DEPENDENCIES } from './scan-packages.js';
import { entry } from './parse-jsonc.js';
import {
  fileFor,
  fileForPlatform,
  folderOf,
  foldersUp,
  joinPath,
  type FileIndex,
} from './resolve-files.js';
import {
  nearestWith,
  packageFile,
  sourceFor,
  sourceOfOutput,
  subpathTargets,
  unresolved,
  within,
  type Manifests,
} from './resolve-packages.js';
import { patternTargets } from './resolve-patterns.js';
import {
  mappedPaths,
  readPathMapping,
  siblingPaths,
  type Emit,
  type PathMapping,
  type ReadJson,
} from './resolve-tsconfig.js';

/** All that resolving needs to know of the disk; it reads nothing itself. */
export interface Disk {
  /** Every file of the project, sources and others. */
  readonly files: FileIndex;
  /** Every package.json, by folder. */
  readonly manifests: Manifests;
  /** Folders of the packages that may be imported by name. */
  readonly workspaces: ReadonlyMap<string, string>;
  /** Parses a JSON file with comments below the root. */
  readonly readJson: ReadJson;
}

export interface Resolver {
  readonly resolve: (from: string, specifier: string) => ImportTarget;
  /** What a specifier that stands for many files means. */
  readonly resolvePattern: (from: string, specifier: string) => readonly ImportTarget[];
  /** What becomes of imports of types in a file. */
  readonly emitOf: (from: string) => Emit | undefined;
}

const CONFIGS = ['tsconfig.json', 'jsconfig.json', 'tsconfig.base.json'] as const;
/** What a bundler for several platforms looks for where no file has the plain name. */
const PLATFORMS = ['.native', '.ios', '.android', '.web', '.macos', '.windows'] as const;
const BUILTINS = new Set(builtinModules);
const LEFT_OUT = /(?:^|\/)(?:node_modules|dist|coverage|bower_components|\.[^/]+)\//;
const PACKAGE = /^(?:@[\w.~-]+\/)?[\w.~!-][\w.~-]*(?=\/|$)/;

/** A resolver with the caches of one scan. Nothing needs to be installed or built. */
export function createResolver(disk: Disk): Resolver {
  const mappingOf = mappingByFolder(disk);
  const ownImport = ownImports(disk);
  const mapped = (folder: string, specifier: string) => {
    const mapping = mappingOf(folder);
    return mapping === undefined ? [] : mappedPaths(mapping, specifier);
  };
  const resolvePattern = (from: string, written: string) => {
    const owner = nearestWith(disk.manifests, folderOf(from), 'name') ?? '';
    return patternTargets(disk.files.list, from, written, owner, mapped);
  };
  const resolveIn = memoise((folder: string) =>
    memoise((written: string) =>
      written.startsWith('.') || written.includes('!.')
        ? relative(disk, mappingOf, folder, withoutQuery(written))
        : resolve(disk, mappingOf, ownImport, folder, written),
    ),
  );
  const resolveOne = (from: string, written: string) => resolveIn(folderOf(from))(written);
  return { resolve: resolveOne, resolvePattern, emitOf: (from) => mappingOf(folderOf(from)) };
}

function resolve(
  disk: Disk,
  mappingOf: (folder: string) => PathMapping | undefined,
  ownImport: ReturnType<typeof ownImports>,
  folder: string,
  written: string,
): ImportTarget {
  if (written.startsWith('node:')) return { kind: 'builtin', name: written.slice(5) };
  const specifier = withoutQuery(written);
  if (specifier.startsWith('#')) {
    const own = ownImport(folder, specifier);
    if (typeof own === 'string') return byName(disk, folder, own);
    if (own !== undefined) return own;
  }
  const mapping = mappingOf(folder);
  const mapped = mapping && firstFile(disk, mappedPaths(mapping, specifier), mapping);
  if (mapped !== undefined) return { kind: 'file', path: mapped };
  if (BUILTINS.has(specifier)) return { kind: 'builtin', name: specifier };
  if (specifier.startsWith('#')) return unresolved('no "imports" entry leads to a file');
  const npm = /^npm:\/?((?:@[^/]+\/)?[^/@]+)/.exec(specifier)?.[1];
  if (npm !== undefined) return { kind: 'package', name: npm };
  if (/^(?:[a-z][a-z0-9+.-]*:|\/)/i.test(specifier))
    return unresolved('neither a package nor a relative path');
  if (/^[~@]\//.test(specifier)) {
    const found = belowFolders(disk, foldersOfPackage(disk, folder), specifier.slice(2));
    return found ?? unresolved('no tsconfig.json or jsconfig.json says what it stands for');
  }
  const target = byName(disk, folder, specifier, mappingOf);
  if (target.kind !== 'package' || specifier === target.name) return target;
  if (isDeclared(disk, folder, target.name)) return target;
  // Loaders and bundlers may begin at a folder that only their configuration names.
  const found = belowFolders(disk, foldersUp(folder), specifier);
  if (found !== undefined) return found;
  return /[A-Z]/.test(target.name)
    ? unresolved('no package.json declares it, and names on npm have no capitals')
    : target;
}

/** A path below one of the folders, or below the sources there. */
function belowFolders(
  disk: Disk,
  folders: readonly string[],
  path: string,
): ImportTarget | undefined {
  const places = folders.flatMap((above) => {
    return [joinPath(above, path), joinPath(above, `src/${path}`)].flatMap((one) => one ?? []);
  });
  const found = firstFile(disk, places);
  return found === undefined ? undefined : { kind: 'file', path: found };
}

/** The folders from this one up to that of its package, or of its compiler's configuration. */
function foldersOfPackage({ manifests, files }: Disk, folder: string): readonly string[] {
  const all = foldersUp(folder);
  const last = all.findIndex((above) => {
    return manifests.has(above) || CONFIGS.some((name) => files.has(joinPath(above, name) ?? ''));
  });
  return last === -1 ? all : all.slice(0, last + 1);
}

/** Whether a package.json at or above a folder asks for a package. */
function isDeclared({ manifests }: Disk, folder: string, name: string): boolean {
  return foldersUp(folder).some((above) =>
    Object.keys(DEPENDENCIES).some(
      (key) => entry(entry(manifests.get(above), key), name) !== undefined,
    ),
  );
}

/** Without what bundlers are asked: `./icon.svg?url`, `!!raw-loader!./a.txt`. */
function withoutQuery(specifier: string): string {
  const query = specifier.indexOf('?');
  const asked = query === -1 ? specifier : specifier.slice(0, query);
  return asked.slice(asked.lastIndexOf('!') + 1);
}

function relative(
  disk: Disk,
  mappingOf: (folder: string) => PathMapping | undefined,
  folder: string,
  specifier: string,
): ImportTarget {
  const joined = /^\.{1,2}(?:\/|$)/.test(specifier) ? joinPath(folder, specifier) : undefined;
  if (joined === undefined) return unresolved('outside the project');
  const mapping = mappingOf(folder);
  const found =
    specifier.endsWith('/') || specifier.endsWith('.')
      ? indexFirst(disk, joined)
      : firstFile(disk, [joined], mapping);
  if (found !== undefined) return { kind: 'file', path: found };
  const main = disk.manifests.has(joined)
    ? packageFile(joined, disk.manifests.get(joined), '', disk.files)
    : undefined;
  if (main !== undefined) return { kind: 'file', path: main };
  const sibling = mapping && firstFile(disk, siblingPaths(mapping, joined));
  if (sibling !== undefined) return { kind: 'file', path: sibling };
  const platform = fileForPlatform(joined, disk.files, PLATFORMS);
  if (platform !== undefined) return { kind: 'file', path: platform };
  const source = sourceOfRelative(disk, mappingOf, joined);
  if (source !== undefined) return { kind: 'file', path: source };
  if (LEFT_OUT.test(joined)) return unresolved('in a folder that is left out');
  const similar = disk.files.inAnyCase(joined);
  return unresolved(
    similar === undefined
      ? 'no such file'
      : `no such file, but ${similar}: mind upper and lower case`,
  );
}

/** A path to what a build of its package will make: `../dist/cli.js` in `bin`. */
function sourceOfRelative(
  { manifests, files }: Disk,
  mappingOf: (folder: string) => PathMapping | undefined,
  joined: string,
): string | undefined {
  const owner = foldersUp(folderOf(joined)).find((above) => manifests.has(above));
  const target = owner === undefined ? undefined : within(owner, joined);
  if (owner === undefined || target === undefined) return undefined;
  const built = mappingOf(owner);
  const find = (path: string) => sourceOfOutput(owner, path, files, built);
  return find(target) ?? (target.includes('/') ? undefined : find(`${target}/index`));
}

/** `./x/` and `..` are folders, even when `x.ts` exists. */
function indexFirst(disk: Disk, joined: string): string | undefined {
  return (
    fileFor(joined === '' ? 'index' : `${joined}/index`, disk.files) ?? fileFor(joined, disk.files)
  );
}

/** What `#…` means: a file, or the name of a package. All folders of a package mean the same by it. */
function ownImports({ manifests, files }: Disk) {
  const ownerOf = memoise((folder: string) => nearestWith(manifests, folder, 'imports'));
  const meaning = memoise((owner: string) =>
    memoise((specifier: string): ImportTarget | string | undefined => {
      const targets = subpathTargets(entry(manifests.get(owner), 'imports'), specifier);
      for (const target of targets.filter((one) => one.startsWith('./'))) {
        const path = sourceFor(owner, target.slice(2), files);
        if (path !== undefined) return { kind: 'file', path };
      }
      return targets.find((target) => !target.startsWith('.'));
    }),
  );
  return (folder: string, specifier: string) => {
    const owner = ownerOf(folder);
    return owner === undefined ? undefined : meaning(owner)(specifier);
  };
}

function byName(
  disk: Disk,
  folder: string,
  specifier: string,
  mappingOf?: (folder: string) => PathMapping | undefined,
): ImportTarget {
  if (BUILTINS.has(specifier)) return { kind: 'builtin', name: specifier };
  const name = PACKAGE.exec(specifier)?.[0];
  if (name === undefined) return unresolved('not a package name');
  const home =
    disk.workspaces.get(name) ?? selfFolder(disk, folder, name) ?? linkedFolder(disk, folder, name);
  if (home !== undefined) {
    const subpath = specifier.slice(name.length + 1);
    const path = packageFile(
      home,
      disk.manifests.get(home),
      subpath,
      disk.files,
      mappingOf?.(home),
    );
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

/** A dependency may name a folder: `file:../b`, `link:../b`. */
function linkedFolder(disk: Disk, folder: string, name: string): string | undefined {
  const owner = nearestWith(disk.manifests, folder, 'dependencies');
  if (owner === undefined) return undefined;
  const range = entry(entry(disk.manifests.get(owner), 'dependencies'), name);
  const path =
    typeof range === 'string' ? /^(?:file|link|portal):(.+)$/.exec(range)?.[1] : undefined;
  const linked = path === undefined ? undefined : joinPath(owner, path);
  return linked !== undefined && disk.manifests.has(linked) ? linked : undefined;
}

function firstFile(
  { files }: Disk,
  paths: readonly string[],
  mapping?: PathMapping,
): string | undefined {
  const suffixes = mapping?.moduleSuffixes ?? [];
  for (const path of paths) {
    const found =
      suffixes.length === 0 ? fileFor(path, files) : fileForPlatform(path, files, suffixes);
    if (found !== undefined) return found;
  }
  return undefined;
}

function mappingByFolder(disk: Disk): (folder: string) => PathMapping | undefined {
  return memoise((folder) => {
    // A broken file says nothing, so that the next one above it speaks.
    const file = foldersUp(folder)
      .flatMap((above) => CONFIGS.flatMap((name) => joinPath(above, name) ?? []))
      .find((path) => disk.files.has(path) && disk.readJson(path) !== undefined);
    return file === undefined
      ? undefined
      : readPathMapping(file, disk.readJson, (name) => disk.workspaces.get(name));
  });
}
