import { memoiseByParts } from '#shared/memoise.js';
import { isStartedPath, isTestPath } from '#shared/path-conventions.js';
import { firstMatch } from '../../globs.js';
import { fileNeighbours, type FileNeighbours } from '../../graph/file-imports.js';
import { groupBy } from '../../group-by.js';
import type { ProjectModel } from '../../project-model.js';

/** Fewer files without importers, or beside more that have some, may well be forgotten ones. */
const [FEWEST_BY_NAME, LEAST_SHARE_BY_NAME] = [3, 0.75];

/**
 * Whether a file is started or published: one of these, or else what packages publish, what is called so, and what a
 * text names.
 */
export function entryTest(
  project: ProjectModel,
  entries: readonly string[] | undefined,
): (path: string) => boolean {
  if (entries !== undefined) {
    const match = firstMatch(entries);
    return (path) => match(path) !== undefined || isTestPath(path);
  }
  const published = new Set([
    ...project.packages.flatMap((found) => found.entries),
    ...project.mentioned.files,
  ]);
  return (path) => published.has(path) || isTestPath(path) || isStartedPath(path);
}

/** The files that no entry reaches, where folders may be loaded by name. */
export function unreachedFiles(project: ProjectModel): string[] {
  const { reached } = reach(project, entryTest(project, undefined), true);
  return project.files.flatMap(({ path }, id) => (reached.has(id) ? [] : [path]));
}

interface Neighbours extends FileNeighbours {
  /** Those that are loaded by name, it seems. */
  readonly alike: () => readonly number[];
}

/** Once for the scan, which asks what to look for in texts, and for the project that it becomes. */
const neighboursOf = memoiseByParts(
  ({ files, imports }: ProjectModel) => [imports, files],
  (project): Neighbours => {
    const found = fileNeighbours(project, ({ kind }) => kind !== 'mock');
    let alike: readonly number[] | undefined;
    return { ...found, alike: () => (alike ??= loadedByName(found.paths, found.importers)) };
  },
);

/** What entries reach, by number, and who imports a file. */
export function reach(project: ProjectModel, isEntry: (path: string) => boolean, byName: boolean) {
  const { paths, imports, importers, alike } = neighboursOf(project);
  const reached = new Set(project.files.flatMap(({ path }, id) => (isEntry(path) ? id : [])));
  if (byName) {
    for (const id of alike()) reached.add(id);
    for (const id of perhapsMeant(project)) reached.add(id);
  }
  for (const id of reached) for (const to of imports[id] ?? []) reached.add(to);
  return {
    reached,
    importersOf: (id: number) => (importers[id] ?? []).map((by) => paths[by] ?? ''),
  };
}

/**
 * Messages, formatters, plugins: `require(`./messages/${name}.js`)` says which only when it runs. Tests import them one
 * by one.
 */
function loadedByName(
  paths: readonly string[],
  importers: readonly (readonly number[] | undefined)[],
): number[] {
  const isTest = paths.map(isTestPath);
  const ids = paths.map((_, id) => id).filter((id) => !isTest[id]);
  const byFolder = groupBy(ids, (id) => (paths[id] ?? '').replace(/\/?[^/]*$/, ''));
  const groups = new Map<string, number[]>();
  for (const [folder, inside] of byFolder) {
    for (const name of groupsOf(folder)) {
      const group = groups.get(name) ?? [];
      for (const id of inside) group.push(id);
      groups.set(name, group);
    }
  }
  return [...groups.values()].flatMap((together) => {
    const alone = together.filter((id) => importers[id]?.every((by) => isTest[by]) ?? true);
    const areMost = alone.length >= LEAST_SHARE_BY_NAME * together.length;
    return alone.length >= FEWEST_BY_NAME && areMost ? alone : [];
  });
}

/**
 * What files have in common that are loaded alike: their folder, its name (`ui/apps` in each module), or one that it
 * lies in (`nodes/core` with a folder for each kind), but not the outermost.
 */
function groupsOf(folder: string): string[] {
  const parts = folder.split('/');
  const above = parts.slice(2).map((_, at) => `${parts.slice(0, at + 2).join('/')}/`);
  return [folder, ...above, `*/${parts.slice(-2).join('/')}`];
}

/** `Modules/ui/mixins/sort` leads nowhere without the bundler that knows `Modules`: the files whose paths end alike may be meant. */
function perhapsMeant({ files, imports }: ProjectModel): number[] {
  const meant = new Set(
    imports.flatMap(({ specifier, target }) => {
      const isOfAlias = target.kind === 'unresolved' && /^[^./]/.test(specifier);
      return isOfAlias ? (endOf(specifier) ?? []) : [];
    }),
  );
  if (meant.size === 0) return [];
  return files.flatMap(({ path }, id) => (meant.has(endOf(path) ?? '') ? id : []));
}

/** The last two names of a path, without what may be left unsaid. */
function endOf(path: string): string | undefined {
  const names = path.replace(/[?#].*$/, '').replace(/(?:\/index)?\.\w+$/, '');
  return /[^/]+\/[^/]+$/.exec(names)?.[0];
}
