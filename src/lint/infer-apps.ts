import { pathGlob } from '#shared/path-glob.js';
import { isSamplePath } from '#shared/path-conventions.js';
import { leadingFolders } from '#shared/leading-folders.js';
import { byFolders, type ModuleLookup } from './module-lookup.js';
import type { ProjectModel, ProjectModule } from './project-model.js';

const APP_FOLDERS = [
  '{apps,services,functions,lambdas}/<app>',
  'src/{apps,functions,lambdas}/<app>',
].map(pathGlob);

/** The last part of a path with more than one: where an app lies makes it an example, not what it is called. */
const LAST = /(?<=[^/])\/[^/]+$/;

/** What seems to be deployed on its own: by a Dockerfile or manifest that names its folder, or by where it lies. */
export function appsOf(project: ProjectModel): ModuleLookup {
  const apps = new Map<string, ProjectModule>();
  for (const { name, folder } of project.facts?.deployables ?? []) {
    if (folder !== null && folder !== '' && folder !== '.') apps.set(folder, { name, folder });
  }
  const others = new Set<string>();
  for (const { path } of project.files) {
    for (const depth of [2, 3]) {
      const folder = leadingFolders(path, depth);
      if (folder === undefined || apps.has(folder)) break;
      if (others.has(folder)) continue;
      const name = APP_FOLDERS.map((glob) => glob.match(folder)?.['app']).find(Boolean);
      if (name === undefined) others.add(folder);
      else apps.set(folder, { name, folder });
    }
  }
  const used = [...apps.values()].filter(
    ({ folder }) =>
      !isSamplePath(`${folder.replace(LAST, '/x')}/x.js`) &&
      project.files.some(({ path }) => path.startsWith(`${folder}/`)),
  );
  return byFolders(used);
}
