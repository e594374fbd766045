import * as z from 'zod';
import { isStartedPath, isTestPath } from '#shared/path-conventions.js';
import type { RuleFinding } from '../../finding.js';
import { firstMatch, Glob, Globs, unmatched } from '../../globs.js';
import { groupBy } from '../../group-by.js';
import { fileNeighbours } from '../../graph/file-imports.js';
import type { ProjectModel } from '../../project-model.js';
import { defineRule } from '../../rule.js';

const Options = z.strictObject({
  within: Globs.default(['**']).describe('the files that are judged'),
  entries: z
    .array(Glob)
    .optional()
    .describe('files that are started or published; without it, package entries and usual names'),
  except: z.array(Glob).default([]).describe('files that may be alone'),
  loadedByName: z
    .enum(['report', 'ignore'])
    .default('report')
    .describe(
      'three files or more, and most of their folder of folders of that name or of the folders beside it, that only tests import: a text that is put together may name them; and files whose paths end like what an import names that leads nowhere',
    ),
  believable: z
    .number()
    .min(0)
    .max(1)
    .default(1)
    .describe(
      'when a larger share of files seems unreached, entries are unknown and nothing is told',
    ),
});
type Options = z.infer<typeof Options>;

/** Fewer files without importers, or beside more that have some, may well be forgotten ones. */
const [FEWEST_BY_NAME, LEAST_SHARE_BY_NAME] = [3, 0.75];
/**
 * What files have in common that are loaded alike: their folder, its name (`ui/apps` in each module),
 * or the one that it lies in (`nodes/core` with a folder for each kind).
 */
const FOLDERS = [/.*/, /[^/]+\/[^/]+\/$/, /^(?:[^/]+\/){2,}(?=[^/]+\/$)/];

/** Every file is reached from an entry: what nothing reaches is dead, or its entry is not known. */
export const rule = defineRule({
  summary: 'Every file is reached from an entry',
  options: Options,
  check: (project, options) => {
    const isWithin = firstMatch(options.within);
    const isExcepted = firstMatch(options.except);
    const isEntry = entryTest(project, options);
    const { reached, importersOf } = reach(project, isEntry, options.loadedByName === 'ignore');
    const judged = project.files.flatMap(({ path }, id) =>
      isWithin(path) !== undefined && isExcepted(path) === undefined ? { path, id } : [],
    );
    const alone = judged.filter(({ id }) => !reached.has(id));
    const believed = alone.length <= options.believable * judged.length ? alone : [];
    const findings = believed.map(({ path, id }) => orphan(path, importersOf(id)));
    return {
      findings,
      judged: judged.map(({ path }) => path),
      unmatched: [
        ...unmatched(options.within, project.files),
        ...unmatched(options.entries ?? [], project.files),
      ],
    };
  },
});

function entryTest(project: ProjectModel, { entries }: Options): (path: string) => boolean {
  if (entries !== undefined) {
    const match = firstMatch(entries);
    return (path) => match(path) !== undefined || isTestPath(path);
  }
  const published = new Set(project.packages.flatMap((found) => found.entries));
  return (path) => published.has(path) || isTestPath(path) || isStartedPath(path);
}

function reach(project: ProjectModel, isEntry: (path: string) => boolean, byName: boolean) {
  const { paths, imports, importers } = fileNeighbours(project, ({ kind }) => kind !== 'mock');
  const reached = new Set(project.files.flatMap(({ path }, id) => (isEntry(path) ? id : [])));
  if (byName) {
    for (const id of loadedByName(paths, importers)) reached.add(id);
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
  const folderOf = (id: number) => (paths[id] ?? '').replace(/[^/]*$/, '');
  const groups = FOLDERS.map((part) =>
    groupBy(ids, (id) => part.exec(folderOf(id))?.[0] ?? folderOf(id)),
  );
  const folders = groups.flatMap((all) => [...all.values()]);
  return folders.flatMap((together) => {
    const alone = together.filter((id) => importers[id]?.every((by) => isTest[by]) ?? true);
    const areMost = alone.length >= LEAST_SHARE_BY_NAME * together.length;
    return alone.length >= FEWEST_BY_NAME && areMost ? alone : [];
  });
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

function orphan(file: string, importers: readonly string[]): RuleFinding {
  const [first] = importers;
  return {
    code: first === undefined ? 'ORPHAN_FILE' : 'UNREACHABLE_FILE',
    file,
    line: 1,
    column: 1,
    args: { importers: [...importers] },
    message:
      first === undefined
        ? 'no file imports it, and it is no entry'
        : `only files that no entry reaches import it, such as ${first}`,
    proof: first === undefined ? [file] : [first, file],
    subject: file,
  };
}
