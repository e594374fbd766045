import { pathGlob } from '#shared/path-glob.js';
import type { ProjectPackage } from '#lint/project-model.js';
import { entry, isRecord, strings } from './parse-jsonc.js';
import { fileFor, foldersUp, joinPath } from './resolve-files.js';

/** A package.json as parsed, by the folder it is in. */
export type Manifests = ReadonlyMap<string, unknown>;

/** Where builds put what they make from which sources, most usual first. */
const OUTPUTS = /^(?:dist|build|lib|out|esm|cjs)\//;
const SOURCES = ['src/', '', 'lib/'] as const;

/** All packages; those that the root's workspaces name are marked. */
export function describePackages(
  manifests: Manifests,
  workspaces: readonly string[],
): ProjectPackage[] {
  const patterns = workspaces.filter((w) => !w.startsWith('!')).map(toGlob);
  const denied = workspaces.filter((w) => w.startsWith('!')).map((w) => toGlob(w.slice(1)));
  const isWorkspace = (folder: string) =>
    patterns.some((p) => p.match(folder)) && !denied.some((p) => p.match(folder));
  return [...manifests].map(([folder, manifest]) => {
    const name = entry(manifest, 'name');
    return { folder, name: typeof name === 'string' ? name : null, workspace: isWorkspace(folder) };
  });
}

function toGlob(pattern: string) {
  const source = pattern.replace(/^\.\//, '').replace(/\/$/, '');
  return pathGlob(/[<>\\]|\{[^}]*$/.test(source) ? '<unsupported>/<unsupported>/' : source);
}

/** The folders that `workspaces` of package.json, lerna.json or pnpm-workspace.yaml name. */
export function workspacePatterns(manifest: unknown, lerna: unknown, pnpm: string): string[] {
  const listed = entry(manifest, 'workspaces');
  const inPnpm = /^packages:\s*\n((?:[ \t]*(?:-.*|#.*)?\n?)*)/m.exec(pnpm)?.[1] ?? '';
  return [
    ...strings(isRecord(listed) ? listed['packages'] : listed),
    ...strings(entry(lerna, 'packages')),
    ...[...inPnpm.matchAll(/^\s*-\s*['"]?([^'"#\n]+?)['"]?\s*(?:#.*)?$/gm)].flatMap(
      ([, p]) => p ?? [],
    ),
  ];
}

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
    .flatMap((pattern) => starMatch(pattern, key) ?? [])
    .sort((a, b) => b.rank - a.rank)[0];
  if (best === undefined) return [];
  return conditionTargets(table[best.pattern]).map((target) => target.replaceAll('*', best.star));
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

/** Every string below the conditions, in order: which one applies is decided by which file exists. */
function conditionTargets(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(conditionTargets);
  return isRecord(value) ? Object.values(value).flatMap(conditionTargets) : [];
}

/** The source file that a package's name, or a path below it, means, though it was never built. */
export function packageFile(
  folder: string,
  manifest: unknown,
  subpath: string,
  files: ReadonlySet<string>,
): string | undefined {
  const table = entry(manifest, 'exports');
  const key = subpath === '' ? '.' : `./${subpath}`;
  const exported = table === undefined ? [] : subpathTargets(table, key);
  const mains = ['source', 'types', 'module', 'main'].flatMap((k) => strings(entry(manifest, k)));
  const targets = exported.length > 0 ? exported : subpath === '' ? mains : [subpath];
  for (const target of [...targets, ...(subpath === '' ? ['index', 'src/index'] : [])]) {
    const found = sourceFor(folder, target.replace(/^\.\//, ''), files);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A target as it is, or where its source lies when it names a build's output. */
function sourceFor(folder: string, target: string, files: ReadonlySet<string>): string | undefined {
  const find = (path: string) => {
    const joined = joinPath(folder, path.replace(/\.d\.([cm]?)ts$/, '.$1js'));
    return joined === undefined ? undefined : fileFor(joined, files);
  };
  const direct = find(target);
  if (direct !== undefined) return direct;
  if (!OUTPUTS.test(target)) return find(`src/${target}`);
  for (let rest = target; OUTPUTS.test(rest);) {
    rest = rest.replace(OUTPUTS, '');
    for (const source of SOURCES) {
      const found = find(source + rest);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
