import { resolve } from 'node:path';
import { atRevision } from '#adapters/files-at-revision.js';
import { scanProject } from '#adapters/scan-project.js';
import { importsInDoubt } from '#lint/graph/in-doubt.js';
import { graphChange, type GraphChange } from '#lint/graph-change.js';
import { projectModel } from '#lint/infer-modules.js';
import { moduleGraph } from '#lint/metrics/module-graph.js';
import { moduleLookup } from '#lint/module-lookup.js';
import type { ProjectModel } from '#lint/project-model.js';

/** How the graph of modules differs from the one where the branch left a revision. */
export function changeSince(
  cwd: string,
  path: string,
  revision: string,
  project: ProjectModel,
): Promise<GraphChange> {
  const present = project.files.map((file) => file.path);
  return atRevision(resolve(cwd, path), revision, present, async (folder) => {
    const before = projectModel(
      await scanProject(folder, { inDoubt: importsInDoubt }),
      project.recorded,
    );
    return graphChange(graphOf(before), graphOf(project));
  });
}

const graphOf = (project: ProjectModel) => moduleGraph(project, moduleLookup(project));
