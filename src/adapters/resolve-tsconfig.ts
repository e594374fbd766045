import { entry, isRecord, strings } from './parse-jsonc.js';
import { folderOf, joinPath } from './resolve-files.js';
import { starMatch } from './resolve-packages.js';

/** What becomes of an import whose names the file uses as types only. */
export interface Emit {
  /** It stays as it is written, and loads. */
  readonly keepsImports: boolean | undefined;
  /** Decorators are told types as values. */
  readonly hasMetadata: boolean | undefined;
}

/** The parts of a tsconfig.json that say where imports lead. */
export interface PathMapping extends Emit {
  /** Folder for specifiers that are neither relative nor mapped. */
  readonly baseUrl: string | undefined;
  readonly paths: ReadonlyMap<string, readonly string[]>;
  /** Folders that are one at run time, so that a relative path may lead from one into another. */
  readonly rootDirs: readonly string[];
  /** What may stand between a name and its extension, such as `.ios`, in the order of preference. */
  readonly moduleSuffixes: readonly string[];
  /** Where the compiler writes, and from where. */
  readonly outDir: string | undefined;
  readonly rootDir: string | undefined;
}

/** Gives the parsed text of a file below the root, or undefined. */
export type ReadJson = (path: string) => unknown;

/** The folder of a package of this project, by its name. */
export type PackageFolder = (name: string) => string | undefined;

const MOST_EXTENDS = 20;
const NOTHING: PathMapping = {
  baseUrl: undefined,
  paths: new Map(),
  rootDirs: [],
  moduleSuffixes: [],
  outDir: undefined,
  rootDir: undefined,
  keepsImports: undefined,
  hasMetadata: undefined,
};

/** Reads a tsconfig with what it extends; what is missing or broken is passed over. */
export function readPathMapping(
  path: string,
  readJson: ReadJson,
  packageFolder: PackageFolder,
): PathMapping {
  const read = (file: string) => mapping(file, folderOf(file), MOST_EXTENDS);
  const mapping = (file: string, configDir: string, depth: number): PathMapping => {
    const config = readJson(file);
    let inherited = NOTHING;
    for (const base of strings(entry(config, 'extends'))) {
      const found = extended(folderOf(file), base, readJson, packageFolder);
      if (found === undefined || depth === 0) continue;
      inherited = merged(inherited, mapping(found, configDir, depth - 1));
    }
    return own(entry(config, 'compilerOptions'), folderOf(file), configDir, inherited);
  };
  const first = read(path);
  if (first.baseUrl !== undefined || first.paths.size > 0) return first;
  // A solution file says nothing itself: the first project with a mapping speaks for the folder.
  let emit: Emit = first;
  for (const reference of [entry(readJson(path), 'references')].flat()) {
    const target = strings(entry(reference, 'path'))[0];
    const joined = target === undefined ? undefined : joinPath(folderOf(path), target);
    if (joined === undefined || joined === path) continue;
    const referenced = read(joined.endsWith('.json') ? joined : `${joined}/tsconfig.json`);
    if (referenced.paths.size > 0) return referenced;
    emit = emitOf(emit, referenced);
  }
  return { ...first, ...emit };
}

function merged(below: PathMapping, above: PathMapping): PathMapping {
  return {
    baseUrl: above.baseUrl ?? below.baseUrl,
    paths: above.paths.size > 0 ? above.paths : below.paths,
    rootDirs: above.rootDirs.length > 0 ? above.rootDirs : below.rootDirs,
    moduleSuffixes: above.moduleSuffixes.length > 0 ? above.moduleSuffixes : below.moduleSuffixes,
    outDir: above.outDir ?? below.outDir,
    rootDir: above.rootDir ?? below.rootDir,
    ...emitOf(above, below),
  };
}

function emitOf(above: Emit, below: Emit): Emit {
  return {
    keepsImports: above.keepsImports ?? below.keepsImports,
    hasMetadata: above.hasMetadata ?? below.hasMetadata,
  };
}

function ownEmit(options: unknown): Emit {
  const isOn = (key: string): boolean | undefined => {
    const value = entry(options, key);
    return typeof value === 'boolean' ? value : undefined;
  };
  const unused = strings(entry(options, 'importsNotUsedAsValues'))[0];
  return {
    keepsImports:
      isOn('verbatimModuleSyntax') ??
      isOn('preserveValueImports') ??
      (unused === undefined ? undefined : unused !== 'remove'),
    hasMetadata: isOn('emitDecoratorMetadata'),
  };
}

function own(
  options: unknown,
  folder: string,
  configDir: string,
  inherited: PathMapping,
): PathMapping {
  const at = (from: string, path: string) =>
    path.startsWith('${configDir}')
      ? joinPath(configDir, path.slice('${configDir}'.length))
      : joinPath(from, path);
  const folderOption = (key: string) => {
    const written = strings(entry(options, key))[0];
    return written === undefined ? undefined : at(folder, written);
  };
  const baseUrl = folderOption('baseUrl') ?? inherited.baseUrl;
  const table = entry(options, 'paths');
  const rootDirs = strings(entry(options, 'rootDirs')).flatMap((dir) => at(folder, dir) ?? []);
  const paths = isRecord(table)
    ? new Map(
        Object.entries(table).map(([pattern, value]) => [
          pattern,
          strings(value).flatMap((target) => at(baseUrl ?? folder, target) ?? []),
        ]),
      )
    : inherited.paths;
  const moduleSuffixes = strings(entry(options, 'moduleSuffixes'));
  return {
    baseUrl,
    paths,
    rootDirs: rootDirs.length > 0 ? rootDirs : inherited.rootDirs,
    moduleSuffixes: moduleSuffixes.length > 0 ? moduleSuffixes : inherited.moduleSuffixes,
    outDir: folderOption('outDir') ?? inherited.outDir,
    rootDir: folderOption('rootDir') ?? inherited.rootDir,
    ...emitOf(ownEmit(options), inherited),
  };
}

const PACKAGE = /^((?:@[^/]+\/)?[^/@]+)(?:\/(.+))?$/;

function extended(
  folder: string,
  base: string,
  readJson: ReadJson,
  packageFolder: PackageFolder,
): string | undefined {
  const [, name = '', subpath = 'tsconfig.json'] = PACKAGE.exec(base) ?? [];
  const home = base.startsWith('.') ? undefined : packageFolder(name);
  const path = base.startsWith('.')
    ? joinPath(folder, base)
    : home === undefined
      ? undefined
      : joinPath(home, subpath);
  if (path === undefined) return undefined;
  return [path, `${path}.json`, `${path}/tsconfig.json`].find(
    (file) => readJson(file) !== undefined,
  );
}

/** The paths that a specifier may mean by `paths`, then by `baseUrl`. */
export function mappedPaths({ baseUrl, paths }: PathMapping, specifier: string): string[] {
  const exact = paths.get(specifier);
  const fromBase = baseUrl === undefined ? undefined : joinPath(baseUrl, specifier);
  const rest = fromBase === undefined ? [] : [fromBase];
  if (exact !== undefined) return [...exact, ...rest];
  const best = [...paths.keys()]
    .flatMap((pattern) => starMatch(pattern, specifier) ?? [])
    .sort((a, b) => b.rank - a.rank)[0];
  if (best === undefined) return rest;
  return [...(paths.get(best.pattern) ?? []).map((t) => t.replace('*', best.star)), ...rest];
}

/** The places in other `rootDirs` that a path within one of them may mean. */
export function siblingPaths({ rootDirs }: PathMapping, path: string): string[] {
  const home = rootDirs.find((dir) => path.startsWith(`${dir}/`));
  if (home === undefined) return [];
  return rootDirs.filter((dir) => dir !== home).map((dir) => dir + path.slice(home.length));
}
