import { cyclicComponents } from '../graph/components.js';
import { importGraph } from '../graph/import-graph.js';
import type { Import, ProjectModel } from '../project-model.js';

/** The files of circles at run time that other imports would close, or make larger. */
export function closedCircles(
  project: ProjectModel,
  imports: readonly Import[],
  files: ProjectModel['files'] = project.files,
): ReadonlySet<string> {
  const before = circlesOf(project).map((circle) => new Set(circle));
  const after = circlesOf({ ...project, files, imports });
  return new Set(
    after
      .filter((circle) => !before.some((known) => circle.every((file) => known.has(file))))
      .flat(),
  );
}

function circlesOf(project: ProjectModel): string[][] {
  const running = ({ kind }: Import) => kind !== 'type';
  const { names, edges } = importGraph(project, (path) => path, 'keep').only(running);
  return cyclicComponents(edges).map((nodes) => nodes.map((node) => names[node] ?? ''));
}
