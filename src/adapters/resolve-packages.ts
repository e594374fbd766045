import type { ImportTarget } from '#lint/project-model.js';
import { entry, isRecord, strings } from './parse-jsonc.js';
import { fileFor, foldersUp, joinPath, type FileIndex } from './resolve-files.js';

/** A package.json as parsed, by the folder it is in. */
export type Manifests = ReadonlyMap<string, unknown>;

/** Where builds put what they make from which sources, most usual first. */
export const OUTPUTS =
  /^(?:\.?dist(?:-[\w-]+)?|build|lib|libs|out|output|target|es\d*|_?esm\d*|_?cjs|umd|_?types|typings|commonjs|module|node|browser|bundles?|fesm\d*|release|compiled)\//;
export const SOURCES = ['src/', '', 'lib/', 'source/'] as const;
/** What bundlers add to a name: `index.esm.js`, `main.min.js`. */
const BUNDLED =
  /\.(?:esm|es|cjs|mjs|umd|iife|prod|production|development|dev|min|global|browser|node|common|module|bundle|d)(?=\.[cm]?js$)/g;

/** The nearest manifest at or above a folder that has an entry. */
export function nearestWith(manifests: Manifests, folder: string, key: string): string | undefined {
  return foldersUp(folder).find((above) => entry(manifests.get(above), key) !== undefined);
}

/**
 * Finds what a key such as `#x/y` or `./y` means in a table of `imports` or `exports`: the targets,
 * best first. Patterns may have a text before and after the `*`; the longest beginning wins.
 */
export function subpathTargets(table: unknown, key: string): string[] {
  if (!isRecord(table)) return key === '.' ? conditionTargets(table) : [];
  if (!Object.keys(table).some((k) => k.startsWith('.') || k.startsWith('#'))) {
    return key === '.' ? conditionTargets(table) : [];
  }
  if (Object.hasOwn(table, key)) return conditionTargets(table[key]);
  const best = Object.keys(table)
    .flatMap((pattern) => starMatch(asPattern(pattern), key) ?? [])
    .sort((a, b) => b.rank - a.rank)[0];
  if (best === undefined) return [];
  const value = table[best.pattern] ?? table[best.pattern.slice(0, -1)];
  return conditionTargets(value).map((target) => asPattern(target).replaceAll('*', best.star));
}

/** `./lib/` is how `./lib/*` was written once. */
export function asPattern(written: string): string {
  return written.endsWith('/') ? `${written}*` : written;
}

/** What a `*` in a pattern stood for. */
export function starMatch(pattern: string, key: string) {
  const star = pattern.indexOf('*');
  const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
  const fits =
    key.length >= before.length + after.length && key.startsWith(before) && key.endsWith(after);
  if (star === -1 || !fits) return undefined;
  return {
    pattern,
    star: key.slice(before.length, key.length - after.length),
    rank: before.length,
  };
}

/** Conditions of other platforms, which neither Node.js nor TypeScript sets. */
const ELSEWHERE = /^(?:browser|worker|workerd|worklet|deno|bun|electron|react-native|edge-light)$/;

/** Every string below the conditions, in order, those of other platforms last: the first whose file exists applies. */
export function conditionTargets(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(conditionTargets);
  if (!isRecord(value)) return [];
  const below = Object.entries(value);
  const targets = (elsewhere: boolean) =>
    below.flatMap(([key, one]) => (ELSEWHERE.test(key) === elsewhere ? conditionTargets(one) : []));
  return [...targets(false), ...targets(true)];
}

/** The source file that a package's name, or a path below it, means, though it was never built. */
export function packageFile(
  folder: string,
  manifest: unknown,
  subpath: string,
  files: FileIndex,
  built?: Built,
): string | undefined {
  const table = entry(manifest, 'exports');
  const key = subpath === '' ? '.' : `./${subpath}`;
  const exported = table === undefined ? [] : subpathTargets(table, key);
  const mains = ['source', 'types', 'typings', 'module', 'main'].flatMap((k) =>
    strings(entry(manifest, k)),
  );
  const targets = exported.length > 0 ? exported : subpath === '' ? mains : [];
  const usual = subpath === '' ? ['src/index', 'index', 'lib/index', 'src/main'] : [subpath];
  for (const target of [...targets, ...usual]) {
    const found = sourceFor(folder, target.replace(/^\.\//, ''), files, built);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Where a compiler writes to and from, as far as a tsconfig says so. */
export interface Built {
  readonly outDir: string | undefined;
  readonly rootDir: string | undefined;
}

/** A target as it is, or where its source lies when it names a build's output. */
export function sourceFor(
  folder: string,
  target: string,
  files: FileIndex,
  built?: Built,
): string | undefined {
  return (
    findSource(folder, target, files) ??
    sourceOfOutput(folder, target, files, built) ??
    (OUTPUTS.test(target) ? undefined : findSource(folder, `src/${target}`, files))
  );
}

/** Where the source of what a build puts at a target lies. */
export function sourceOfOutput(
  folder: string,
  target: string,
  files: FileIndex,
  built?: Built,
): string | undefined {
  const find = (path: string) => findSource(folder, path, files);
  const out = built?.outDir === undefined ? undefined : within(folder, built.outDir);
  if (out !== undefined && out !== '' && target.startsWith(`${out}/`)) {
    const rest = target.slice(out.length + 1);
    const root = built?.rootDir === undefined ? undefined : within(folder, built.rootDir);
    const roots = root === undefined ? [] : [root === '' ? '' : `${root}/`];
    for (const source of [...roots, ...SOURCES]) {
      const found = find(source + rest);
      if (found !== undefined) return found;
    }
  }
  for (let rest = target; OUTPUTS.test(rest);) {
    rest = rest.replace(OUTPUTS, '');
    for (const source of SOURCES) {
      const found = find(source + rest);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function findSource(folder: string, path: string, files: FileIndex): string | undefined {
  const joined = joinPath(folder, path.replace(/\.d\.([cm]?)ts$/, '.$1js'));
  if (joined === undefined) return undefined;
  const plain = joined.replace(BUNDLED, '');
  const stem = plain.replace(/\.[cm]?jsx?$/, '');
  return (
    fileFor(joined, files) ??
    fileFor(plain, files) ??
    (stem === joined ? undefined : fileFor(stem, files))
  );
}

/** A path as seen from a folder at or above it. */
export function within(folder: string, path: string): string | undefined {
  if (folder === '') return path;
  if (path === folder) return '';
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;
}

export function unresolved(reason: string): ImportTarget {
  return { kind: 'unresolved', reason };
}
