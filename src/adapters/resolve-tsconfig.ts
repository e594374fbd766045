import { entry, isRecord, strings } from './parse-jsonc.js';
import { folderOf, joinPath } from './resolve-files.js';
import { starMatch } from './resolve-packages.js';

/** The parts of a tsconfig.json that say where imports lead. */
export interface PathMapping {
  /** Folder for specifiers that are neither relative nor mapped. */
  readonly baseUrl: string | undefined;
  readonly paths: ReadonlyMap<string, readonly string[]>;
}

/** Gives the parsed text of a file below the root, or undefined. */
export type ReadJson = (path: string) => unknown;

const MOST_EXTENDS = 20;

/** Reads a tsconfig with what it extends; what is missing or broken is passed over. */
export function readPathMapping(path: string, readJson: ReadJson): PathMapping {
  const own = mapping(path, readJson, MOST_EXTENDS);
  if (own.baseUrl !== undefined || own.paths.size > 0) return own;
  // A solution file maps nothing itself: the first project with a mapping speaks for the folder.
  for (const reference of [entry(readJson(path), 'references')].flat()) {
    const target = strings(entry(reference, 'path'))[0];
    const joined = target === undefined ? undefined : joinPath(folderOf(path), target);
    if (joined === undefined || joined === path) continue;
    const file = joined.endsWith('.json') ? joined : `${joined}/tsconfig.json`;
    const referenced = mapping(file, readJson, MOST_EXTENDS);
    if (referenced.paths.size > 0) return referenced;
  }
  return own;
}

function mapping(path: string, readJson: ReadJson, depth: number): PathMapping {
  const config = readJson(path);
  const folder = folderOf(path);
  let [baseUrl, paths]: [string | undefined, PathMapping['paths']] = [undefined, new Map()];
  for (const base of strings(entry(config, 'extends'))) {
    const file = extended(folder, base, readJson);
    if (file === undefined || depth === 0) continue;
    const inherited = mapping(file, readJson, depth - 1);
    baseUrl = inherited.baseUrl ?? baseUrl;
    if (inherited.paths.size > 0) paths = inherited.paths;
  }
  const options = entry(config, 'compilerOptions');
  const own = strings(entry(options, 'baseUrl'))[0];
  if (own !== undefined) baseUrl = below(folder, own);
  const table = entry(options, 'paths');
  if (isRecord(table)) {
    const from = baseUrl ?? folder;
    const targets = Object.entries(table).map(([pattern, value]) => {
      return [
        pattern,
        strings(value).flatMap((target) => below(from, target, folder) ?? []),
      ] as const;
    });
    paths = new Map(targets);
  }
  return { baseUrl, paths };
}

function below(folder: string, path: string, configFolder = folder): string | undefined {
  return path.startsWith('${configDir}')
    ? joinPath(configFolder, path.slice('${configDir}'.length))
    : joinPath(folder, path);
}

function extended(folder: string, base: string, readJson: ReadJson): string | undefined {
  if (!base.startsWith('.')) return undefined;
  const path = joinPath(folder, base);
  if (path === undefined) return undefined;
  return [path, `${path}.json`].find((file) => readJson(file) !== undefined);
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
