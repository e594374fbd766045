import { memoiseByParts } from '#shared/memoise.js';
import type { Import, ProjectModel } from '../project-model.js';

/**
 * The imports that lead to a file, as numbers: import `i` leads from file `from[i]` to file `to[i]` of
 * `paths`. The project's files come first, in their order; other files, such as JSON, follow.
 */
export interface FileImports {
  readonly paths: readonly string[];
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly found: readonly Import[];
}

/** Numbers the files once for all that look at the same files and imports. */
export const fileImports = memoiseByParts(
  ({ files, imports }: ProjectModel) => [imports, files],
  numbered,
);

function numbered({ files, imports }: ProjectModel): FileImports {
  const paths = files.map(({ path }) => path);
  const ids = new Map(paths.map((path, id) => [path, id]));
  const idOf = (path: string): number => {
    const id = ids.get(path);
    if (id !== undefined) return id;
    ids.set(path, paths.length);
    return paths.push(path) - 1;
  };
  const found = imports.filter(({ target }) => target.kind === 'file');
  const [from, to] = [new Int32Array(found.length), new Int32Array(found.length)];
  let [last, lastId] = ['', -1];
  found.forEach((one, at) => {
    // The imports of a file come together.
    if (one.from !== last) [last, lastId] = [one.from, idOf(one.from)];
    from[at] = lastId;
    to[at] = one.target.kind === 'file' ? idOf(one.target.path) : -1;
  });
  return { paths, from, to, found };
}

/** For each file those that it imports and those that import it, once each, without itself; by number. */
export interface FileNeighbours {
  readonly paths: readonly string[];
  readonly imports: readonly (readonly number[])[];
  readonly importers: readonly (readonly number[])[];
}

/** The neighbours by the imports that count, in the order of the imports. */
export function fileNeighbours(
  project: ProjectModel,
  counts: (found: Import) => boolean = () => true,
): FileNeighbours {
  const { paths, from, to, found } = fileImports(project);
  const all: number[][] = paths.map(() => []);
  found.forEach((one, at) => {
    const [own = -1, other = -1] = [from[at], to[at]];
    if (own !== other && counts(one)) all[own]?.push(other);
  });
  const imports = all.map((targets) => (targets.length < 2 ? targets : [...new Set(targets)]));
  const importers: number[][] = paths.map(() => []);
  imports.forEach((targets, own) => {
    for (const other of targets) importers[other]?.push(own);
  });
  return { paths, imports, importers };
}
