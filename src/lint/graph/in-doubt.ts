import type { Clause } from '#architecture/schema.js';
import { projectModel } from '../infer-modules.js';
import { moduleLookup } from '../module-lookup.js';
import type { Import, ProjectModel, ProjectScan } from '../project-model.js';
import { cyclicComponents } from './components.js';
import { importGraph } from './import-graph.js';

/**
 * Imports that keep a cycle of files or modules at run time unless the compiler drops them, or need a package that
 * nobody declares: those of TypeScript that do not say whether they are about types.
 */
export function importsInDoubt(scan: ProjectScan, clauses: readonly Clause[] = []): Import[] {
  const project = projectModel(scan);
  const globs = new Set(
    clauses.map(({ options }) => options['modules']).filter((glob) => typeof glob === 'string'),
  );
  const areTogether = [
    (path: string) => path,
    ...[undefined, ...globs].map((glob) => {
      const { of } = moduleLookup(project, glob);
      return (path: string) => of(path)?.folder;
    }),
  ].map((nodeOf) => togetherBy(project, nodeOf));
  const declared = new Set(
    project.packages.flatMap(({ dependencies }) => dependencies.map(({ name }) => name)),
  );
  const matters = ({ from, target }: Import) =>
    target.kind === 'file'
      ? areTogether.some((are) => are(from, target.path))
      : target.kind === 'package' && !declared.has(target.name);
  return project.imports.filter(
    (found) =>
      found.kind === 'value' &&
      found.names.length > 0 &&
      /\.[cm]?tsx?$/.test(found.from) &&
      matters(found),
  );
}

/** Whether two files, or what they belong to, need each other at run time. */
function togetherBy(project: ProjectModel, nodeOf: (path: string) => string | undefined) {
  const isRuntime = ({ kind }: Import) => kind !== 'type';
  const { names, edges } = importGraph(project, nodeOf, 'drop').only(isRuntime);
  const components = new Map<string | undefined, number>(
    cyclicComponents(edges).flatMap((members, at) =>
      members.map((member) => [names[member], at] as const),
    ),
  );
  const known = new Map<string, string | undefined>();
  if (components.size > 0) for (const { path } of project.files) known.set(path, nodeOf(path));
  return (a: string, b: string): boolean => {
    const [one, other] = [known.get(a), known.get(b)];
    const at = one === other ? undefined : components.get(one);
    return at !== undefined && at === components.get(other);
  };
}
