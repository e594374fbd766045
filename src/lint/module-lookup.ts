import { bindGlob, pathGlob } from '#shared/path-glob.js';
import { fileImports } from './graph/file-imports.js';
import type { Import, ProjectModel, ProjectModule } from './project-model.js';

/** Which module a file belongs to, and the modules that have files. */
export interface ModuleLookup {
  readonly list: readonly ProjectModule[];
  readonly of: (path: string) => ProjectModule | undefined;
}

/** Modules by a glob such as `src/modules/<module>`, or, without one, those that the layout suggests. */
export function moduleLookup(project: ProjectModel, glob?: string): ModuleLookup {
  return glob === undefined ? byFolders(project.modules.list) : byGlob(project, glob);
}

/** Modules by their folders; of nested ones the innermost counts. */
export function byFolders(list: readonly ProjectModule[]): ModuleLookup {
  const byFolder = new Map(list.map((module) => [module.folder, module]));
  return {
    list,
    of: (path) => {
      for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
        const found = byFolder.get(path.slice(0, end));
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}

function byGlob(project: ProjectModel, source: string): ModuleLookup {
  const below = pathGlob(`${source}/**`);
  const list = new Map<string, ProjectModule>();
  for (const { path } of project.files) {
    const bindings = below.match(path);
    if (bindings === undefined) continue;
    const folder = bindGlob(source, bindings);
    if (!list.has(folder)) list.set(folder, { folder, name: Object.values(bindings).join('/') });
  }
  return byFolders([...list.values()]);
}

/** An import from one module to another. */
export interface Crossing {
  readonly from: ProjectModule;
  readonly to: ProjectModule;
  readonly found: Import;
  readonly target: string;
}

/** The imports that cross from one module to another, in the order of the project. */
export function crossings(
  project: ProjectModel,
  lookup: ModuleLookup,
  counts: (found: Import) => boolean = () => true,
): Crossing[] {
  const { paths, from, to, found } = fileImports(project);
  const modules = paths.map((path) => lookup.of(path));
  const crossing: Crossing[] = [];
  found.forEach((one, at) => {
    const target = to[at] ?? -1;
    const [own, other] = [modules[from[at] ?? -1], modules[target]];
    if (own === undefined || other === undefined || own === other || !counts(one)) return;
    crossing.push({ from: own, to: other, found: one, target: paths[target] ?? '' });
  });
  return crossing;
}

/** Everything an import says about where it stands, for a finding. */
export function placeOf({ from, line, column }: Import) {
  return { file: from, line, column };
}
