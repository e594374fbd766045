import * as z from 'zod';
import type { RuleFinding } from '../../finding.js';
import { firstMatch, Glob, Globs, GlobWithPlaceholder, unmatched } from '../../globs.js';
import { moduleLookup, placeOf, type ModuleLookup } from '../../module-lookup.js';
import type { ProjectModel } from '../../project-model.js';
import { defineRule } from '../../rule.js';

const Options = z.strictObject({
  shared: Globs.describe('the files that belong to no module, such as src/shared/**'),
  modules: GlobWithPlaceholder.optional().describe(
    'the folder of a module, such as src/modules/<module>; without it, the modules of the layout',
  ),
  files: z.int().min(1).optional().describe('most files of the shared kernel'),
  share: z.number().min(0).max(1).optional().describe('most of it as a share of all files'),
  users: z
    .int()
    .min(1)
    .default(2)
    .describe('modules that must use a shared file: what fewer use belongs to them'),
  except: z.array(Glob).default([]).describe('shared files that are not judged, such as tests'),
});
type Options = z.infer<typeof Options>;

/** What everybody shares stays small, is really shared, and knows nobody. */
export const rule = defineRule({
  summary: 'The shared kernel stays small, shared and without knowledge of modules',
  options: Options,
  check: (project, options) => {
    const [isKernel, isExcepted] = [firstMatch(options.shared), firstMatch(options.except)];
    const isShared = (path: string) =>
      isKernel(path) !== undefined && isExcepted(path) === undefined;
    const lookup = moduleLookup(project, options.modules);
    const shared = project.files.map(({ path }) => path).filter(isShared);
    return {
      findings: [
        ...growth(shared, project.files.length, options),
        ...knowledge(project, lookup, isShared),
        ...usedByFew(project, lookup, shared, options.users),
      ],
      judged: shared,
      unmatched: unmatched(options.shared, project.files),
    };
  },
});

function growth(shared: readonly string[], all: number, options: Options): RuleFinding[] {
  const [file] = shared;
  const most = Math.min(options.files ?? Infinity, Math.floor((options.share ?? Infinity) * all));
  if (file === undefined || !(shared.length > most)) return [];
  return [
    {
      code: 'SHARED_TOO_LARGE',
      file,
      line: 1,
      column: 1,
      args: { files: shared.length, most, all },
      message: `the shared kernel has ${shared.length} of ${all} files, at most ${most} are wanted`,
      proof: [file],
      subject: 'shared kernel',
    },
  ];
}

function knowledge(
  project: ProjectModel,
  lookup: ModuleLookup,
  isShared: (path: string) => boolean,
): RuleFinding[] {
  return project.imports.flatMap((found): RuleFinding[] => {
    if (found.target.kind !== 'file' || !isShared(found.from) || isShared(found.target.path))
      return [];
    const module = lookup.of(found.target.path);
    if (module === undefined) return [];
    return [
      {
        code: 'SHARED_KNOWS_MODULE',
        ...placeOf(found),
        args: { module: module.name, target: found.target.path, kind: found.kind },
        message: `is shared but imports ${found.target.path} of module ${module.name}`,
        proof: [found.from, found.target.path],
      },
    ];
  });
}

/** A file used by shared files counts for whoever uses those. */
function usedByFew(
  project: ProjectModel,
  lookup: ModuleLookup,
  shared: readonly string[],
  users: number,
): RuleFinding[] {
  const importers = new Map<string, string[]>(shared.map((path) => [path, []]));
  for (const { from, target } of project.imports) {
    if (target.kind === 'file' && target.path !== from) importers.get(target.path)?.push(from);
  }
  return shared.flatMap((file): RuleFinding[] => {
    const reached = new Set([file]);
    for (const path of reached) for (const from of importers.get(path) ?? []) reached.add(from);
    const outside = [...reached].filter((path) => !importers.has(path));
    const modules = [...new Set(outside.map((path) => lookup.of(path)?.name))];
    const names = modules.filter((name) => name !== undefined).sort();
    // Users that are no module, such as an app, have a claim too; and what nobody uses is an orphan, not misplaced.
    if (names.length === 0 || names.length < modules.length || names.length >= users) return [];
    return [
      {
        code: 'SHARED_BY_FEW',
        file,
        line: 1,
        column: 1,
        args: { modules: names },
        message: `is shared, but only ${names.join(' and ')} ${names.length === 1 ? 'uses' : 'use'} it`,
        proof: [file, ...outside.slice(0, 1)],
        subject: file,
      },
    ];
  });
}
