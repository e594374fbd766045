import type { Clause } from '#architecture/schema.js';
import { inferClauses } from './infer-clauses.js';
import { moduleEdges } from './metrics/coupling.js';
import { moduleLookup } from './module-lookup.js';
import type { ProjectModel } from './project-model.js';

/** With more modules than this, a list of who may know whom is read by nobody. */
const MOST_LISTED = 60;

/** What `arch-lint init` writes: the clauses that hold without being asked, and who depends on whom today. */
export interface InitialArchitecture {
  readonly version: 1;
  readonly clauses: readonly Clause[];
}

/** The architecture file of a project that has none: what is there today, to be tightened by those who know it. */
export function initialArchitecture(project: ProjectModel): InitialArchitecture {
  const clauses = inferClauses(project);
  const dependencies = asItIs(project);
  return { version: 1, clauses: dependencies === undefined ? clauses : [...clauses, dependencies] };
}

/** Today's dependencies between modules: a new one is a line that somebody has to write. */
function asItIs(project: ProjectModel): Clause | undefined {
  const { layout, list } = project.modules;
  if (list.length < 2 || list.length > MOST_LISTED) return undefined;
  const edges = moduleEdges(project, moduleLookup(project));
  const allow = Object.fromEntries(
    list
      .map(({ name }) => name)
      .sort()
      .map((name) => [name, edges.filter(({ from }) => from === name).map(({ to }) => to)]),
  );
  return {
    rule: 'allowed-dependencies',
    name: 'modules-as-they-are',
    because:
      'A new dependency between modules is a decision: add it here, with the review it deserves.',
    severity: 'error',
    options: { ...(layout === 'workspaces' ? {} : { modules: layout }), allow },
  };
}
