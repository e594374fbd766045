import type { Clause } from '#architecture/schema.js';
import { firstMatch } from './globs.js';
import { inferClauses } from './infer-clauses.js';
import { projectModel } from './infer-modules.js';
import type { Named, ProjectScan } from './project-model.js';
import { unusedOf } from './rules/declared-dependencies/unused.js';
import { undeclaredIn } from './rules/declared-dependencies/uses.js';
import { unreachedFiles } from './rules/no-orphans/reach.js';

/** What clauses, or without them the inferred ones, may find fault with as far as imports tell, and texts may explain. */
export function sought(scan: ProjectScan, given?: readonly Clause[]): Named {
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
  const asksForDeclared = clauses.some(
    ({ rule, options }) => rule === 'declared-dependencies' && options['undeclared'] !== 'ignore',
  );
  return {
    files: asksForFiles ? unreachedFiles(project) : [],
    packages: packages.map(({ of, name }) => ({ folder: of.folder, name })),
    modules: asksForDeclared ? undeclaredIn(project) : [],
  };
}

const globsIn = (value: unknown) => [value].flat().filter((glob) => typeof glob === 'string');
