import { readdir } from 'node:fs/promises';
import type { Dirent } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '#shared/user-error.js';
import type { LeftOut } from '#lint/project-model.js';

/** Folders that hold what others wrote or what a build made. Folders whose name begins with a dot are left out too. */
const NOT_OURS = new Set(['node_modules', 'bower_components', 'dist', 'coverage']);

/** The files below a root, sorted, and what was not entered. */
export interface Walk {
  readonly files: readonly string[];
  readonly leftOut: readonly LeftOut[];
}

/** Lists a folder; links are not followed, so that nothing outside the root and no circle is entered. */
export async function walk(root: string): Promise<Walk> {
  const files: string[] = [];
  const leftOut = new Map<string, number>();
  const leave = (what: string) => leftOut.set(what, (leftOut.get(what) ?? 0) + 1);

  const sort = (folder: string, found: Dirent): string[] => {
    const path = folder === '' ? found.name : `${folder}/${found.name}`;
    if (found.isSymbolicLink()) leave('symbolic links');
    else if (found.isFile()) files.push(path);
    else if (found.isDirectory()) {
      if (NOT_OURS.has(found.name)) leave(found.name);
      else if (found.name.startsWith('.')) leave('dot folders');
      else return [path];
    }
    return [];
  };
  const enter = async (folder: string): Promise<void> => {
    const found = await list(root, folder, leave);
    await Promise.all(found.flatMap((one) => sort(folder, one)).map(enter));
  };
  await enter('');
  return {
    files: files.sort(),
    leftOut: [...leftOut]
      .map(([what, count]) => ({ what, count }))
      .sort((a, b) => (a.what < b.what ? -1 : 1)),
  };
}

async function list(
  root: string,
  folder: string,
  leave: (what: string) => void,
): Promise<Dirent[]> {
  try {
    return await readdir(join(root, folder), { withFileTypes: true });
  } catch (error) {
    if (folder !== '') {
      leave('unreadable folders');
      return [];
    }
    throw new UserError({
      code: 'PROJECT_UNREADABLE',
      message: `${root} cannot be read as a folder (${error instanceof Error ? error.message : String(error)})`,
      hint: 'Give the path of a project that exists and that you may read',
    });
  }
}
