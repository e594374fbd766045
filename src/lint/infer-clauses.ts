import { Clause } from '#architecture/schema.js';
import type { ProjectModel } from './project-model.js';

/** What is checked where nobody has said what should hold: only what is hardly ever meant. */
export function inferClauses(project: ProjectModel): Clause[] {
  const betweenModules = Clause.parse({
    rule: 'no-cycles',
    name: 'modules-without-cycles',
    because: 'Modules that need each other can be understood, tested and moved only together.',
    options: { between: 'modules', typesOnly: 'ignore' },
  });
  const betweenFiles = Clause.parse({
    rule: 'no-cycles',
    name: 'files-without-cycles',
    because:
      'In a cycle the order of loading decides what is defined when, and no part works alone.',
    options: { typesOnly: 'ignore' },
  });
  const ofTypes = Clause.parse({
    rule: 'no-cycles',
    name: 'types-without-cycles',
    because: 'A cycle of types is harmless at run time, but its files still change together.',
    severity: 'warning',
    options: { typesOnly: 'only' },
  });
  const hasModules = project.modules.list.length > 0;
  return [...(hasModules ? [betweenModules] : []), betweenFiles, ofTypes];
}
