import { isSamplePath } from '#shared/path-conventions.js';
import { groupBy } from '../group-by.js';
import { byFolders } from '../module-lookup.js';
import type { ProjectModel, ProjectModule } from '../project-model.js';
import { LAYERS, PERHAPS_ENTRANCE, SEVERAL_PROGRAMS, SIGNS } from './signs.js';

/** A layer of a program, with a file of it. */
export interface SeenLayer {
  readonly layer: string;
  readonly file: string;
}

/** So deep layers may lie: `core/server/models`. */
const DEEPEST = 4;

/** The layers that lie side by side, with most of the code, from the entrance down; the most where several places have some. */
export function layersOf({ files }: ProjectModel): readonly SeenLayer[] {
  const shipped = files.map(({ path }) => path).filter((path) => !isSamplePath(path));
  const byFolder = groupBy(shipped, (path) => path.slice(0, path.lastIndexOf('/') + 1));
  const held = new Map<string, number>();
  const children = new Map<string, Map<string, string>>();
  for (const [folder, inside] of byFolder) {
    const parts = folder.split('/').slice(0, -1).slice(0, DEEPEST);
    for (let depth = 0; depth <= parts.length; depth++) {
      const parent = parts.slice(0, depth).join('/');
      held.set(parent, (held.get(parent) ?? 0) + inside.length);
      const [child, file] = [parts[depth], inside[0]];
      const known = children.get(parent) ?? new Map<string, string>();
      children.set(parent, known);
      if (child !== undefined && file !== undefined && !known.has(child)) known.set(child, file);
    }
  }
  return [...children]
    .filter(([parent]) => (held.get(parent) ?? 0) >= shipped.length * SIGNS.layeredShare)
    .map(([, names]) => layersAmong(names))
    .reduce<readonly SeenLayer[]>((best, one) => (one.length > best.length ? one : best), []);
}

/** The layers among folders side by side. */
function layersAmong(names: ReadonlyMap<string, string>): readonly SeenLayer[] {
  const [entrance = [], ...others] = LAYERS.map(({ layer, folders }) => {
    const found = [...names].find(([name]) => folders.test(name));
    return found === undefined ? [] : [{ layer, file: found[1] }];
  });
  const perhaps = [...names].find(([name]) => PERHAPS_ENTRANCE.test(name))?.[1];
  const below = others.flat();
  const isWhole = below.length === LAYERS.length - 1;
  if (entrance.length > 0 || !isWhole || perhaps === undefined) return [...entrance, ...below];
  return [{ layer: LAYERS[0]?.layer ?? '', file: perhaps }, ...below];
}

/** The modules that have layers of their own, where they are most of one program: `orders/orders.{controller,service}.ts`. */
export function subjectsOf({ files, modules }: ProjectModel): readonly ProjectModule[] {
  if (SEVERAL_PROGRAMS.test(modules.layout)) return [];
  const { of } = byFolders(modules.list);
  const layers = new Map<ProjectModule, Set<string>>();
  for (const { path } of files) {
    const layer = LAYERS.find((one) => one.files.test(path))?.layer;
    const module = layer === undefined || isSamplePath(path) ? undefined : of(path);
    if (layer === undefined || module === undefined) continue;
    layers.set(module, (layers.get(module) ?? new Set()).add(layer));
  }
  const found = modules.list.filter(
    (module) => (layers.get(module)?.size ?? 0) >= SIGNS.fewestLayers,
  );
  return found.length >= modules.list.length * SIGNS.subjectShare ? found : [];
}
