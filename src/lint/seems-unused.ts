import type { Clause } from '#architecture/schema.js';
import { firstMatch } from './globs.js';
import { inferClauses } from './infer-clauses.js';
import { projectModel } from './infer-modules.js';
import type { ProjectScan, Unreferenced } from './project-model.js';
import { unusedOf } from './rules/declared-dependencies/unused.js';
import { unreachedFiles } from './rules/no-orphans/reach.js';

/** What clauses, or without them the inferred ones, may say nothing uses, as far as imports tell. */
export function seemsUnused(scan: ProjectScan, given?: readonly Clause[]): Unreferenced {
  const project = projectModel(scan);
  const clauses = given ?? inferClauses(project);
  const asksForFiles = clauses.some(
    ({ rule, options }) => rule === 'no-orphans' && options['entries'] === undefined,
  );
  const packages = clauses.flatMap(({ rule, options }) => {
    if (rule !== 'declared-dependencies' || options['unused'] === 'ignore') return [];
    const isExcepted = firstMatch(globsIn(options['except']));
    return unusedOf(project, isExcepted, () => undefined, 1);
  });
  return {
    files: asksForFiles ? unreachedFiles(project) : [],
    packages: packages.map(({ of, name }) => ({ folder: of.folder, name })),
  };
}

const globsIn = (value: unknown) => [value].flat().filter((glob) => typeof glob === 'string');
