import { pathGlob } from '#shared/path-glob.js';
import type { InferredModules, ProjectModel, ProjectModule, ProjectScan } from './project-model.js';

/** Layouts in the order in which they are believed; `<module>` is the name. */
const LAYOUTS = [
  'src/modules/<module>',
  'src/{domains,features,contexts}/<module>',
  '{apps,packages,services,libs}/<module>',
  'src/<module>',
] as const;
const NONE: InferredModules = { layout: 'none', list: [] };

/** Adds the modules that the layout of the files suggests. */
export function projectModel(scan: ProjectScan): ProjectModel {
  return { ...scan, modules: inferModules(scan) };
}

/** A layout counts when it gives at least two modules: one is no structure. */
function inferModules(scan: ProjectScan): InferredModules {
  const [first, ...others] = LAYOUTS;
  const candidates = [
    byLayout(scan, first),
    byWorkspace(scan),
    ...others.map((l) => byLayout(scan, l)),
  ];
  return candidates.find(({ list }) => list.length > 1) ?? NONE;
}

function byWorkspace(scan: ProjectScan): InferredModules {
  const list = scan.packages
    .filter((found) => found.workspace && found.folder !== '')
    .filter((found) => scan.files.some((file) => file.path.startsWith(`${found.folder}/`)))
    .map(({ name, folder }) => ({ name: name ?? folder, folder }));
  return { layout: 'workspaces', list };
}

function byLayout(scan: ProjectScan, layout: string): InferredModules {
  const depth = layout.split('/').length;
  const glob = pathGlob(layout);
  const list = new Map<string, ProjectModule>();
  for (const file of scan.files) {
    const parts = file.path.split('/');
    if (parts.length <= depth) continue;
    const folder = parts.slice(0, depth).join('/');
    const name = list.has(folder) ? undefined : glob.match(folder)?.['module'];
    if (name !== undefined) list.set(folder, { name, folder });
  }
  return { layout, list: [...list.values()] };
}
