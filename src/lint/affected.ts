import { fileNeighbours } from './graph/file-imports.js';
import type { ProjectModel } from './project-model.js';

/** The files that the given ones can change: themselves and all that import them, directly or through others. */
export function affectedFiles(
  project: ProjectModel,
  changed: ReadonlySet<string>,
): ReadonlySet<string> {
  const { paths, importers } = fileNeighbours(project);
  const ids = new Map(paths.map((path, id) => [path, id]));
  const affected = new Set(changed);
  for (const path of affected) {
    for (const from of importers[ids.get(path) ?? -1] ?? []) affected.add(paths[from] ?? path);
  }
  return affected;
}
