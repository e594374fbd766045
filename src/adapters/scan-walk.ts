import { readdirSync, readFileSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '#shared/user-error.js';
import { refusal } from './scan-read.js';
import type { LeftOut, UnreadablePlace } from '#lint/project-model.js';

/** Folders that hold what others wrote or what a build made. Folders whose name begins with a dot are left out too. */
const NOT_OURS = new Set([
  'node_modules',
  'bower_components',
  'jspm_packages',
  'third_party',
  'dist',
  'lcov-report',
  '__generated__',
]);
/** What a tool writes beside a package.json; deeper down a folder of that name holds code. */
const REPORTS = new Set(['coverage']);

/** The files below a root, sorted, and what was not entered. */
export interface Walk {
  readonly files: readonly string[];
  /** Those that were entered; the root is the empty string. */
  readonly folders: readonly string[];
  readonly leftOut: readonly LeftOut[];
  readonly unreadable: readonly UnreadablePlace[];
}

/**
 * Lists a folder; links are not followed, so that nothing outside the root and no circle is entered.
 * Folder after folder: on a warm disk that is faster than asking for many at once.
 */
export function walk(root: string): Walk {
  const files: string[] = [];
  const unreadable: UnreadablePlace[] = [];
  const leftOut = new Map<string, number>();
  const leave = (what: string) => leftOut.set(what, (leftOut.get(what) ?? 0) + 1);
  const ignored = ignoredFolders(root);
  const folders: string[] = [];
  const waiting = [''];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    folders.push(folder);
    const all = list(root, folder, unreadable);
    const isHome = () => folder === '' || all.some(({ name }) => name === 'package.json');
    for (const found of all) {
      const path = folder === '' ? found.name : `${folder}/${found.name}`;
      if (found.isFile()) files.push(path);
      else if (found.isSymbolicLink()) leave('symbolic links');
      else if (found.isDirectory()) {
        const why =
          REPORTS.has(found.name) && isHome()
            ? found.name
            : reasonToLeave(found.name, path, ignored);
        if (why === undefined) waiting.push(path);
        else leave(why);
      }
    }
  }
  return {
    files: files.sort(),
    folders,
    leftOut: [...leftOut]
      .map(([what, count]) => ({ what, count }))
      .sort((a, b) => (a.what < b.what ? -1 : 1)),
    unreadable,
  };
}

function reasonToLeave(name: string, path: string, ignored: Ignored): string | undefined {
  if (NOT_OURS.has(name)) return name;
  if (ignored.names.has(name) || ignored.paths.has(path)) return 'folders that git ignores';
  return name.startsWith('.') ? 'dot folders' : undefined;
}

/** Folders that .gitignore names plainly; its patterns for files do not matter here. */
interface Ignored {
  readonly names: ReadonlySet<string>;
  readonly paths: ReadonlySet<string>;
}

function ignoredFolders(root: string): Ignored {
  const [names, paths] = [new Set<string>(), new Set<string>()];
  const lines = textOrNothing(join(root, '.gitignore')).split(/\r?\n/);
  const kept = new Set(
    lines.flatMap((line) => /^!\/?([^*?[\]]+?)\/?$/.exec(line.trim())?.[1] ?? []),
  );
  for (const line of lines) {
    const plain = /^(\/|\*\*\/)?([^!#*?[\]]+?)\/?$/.exec(line.trim());
    const path = plain?.[2];
    if (path === undefined || [...kept].some((k) => k === path || k.startsWith(`${path}/`)))
      continue;
    if (plain?.[1] === '/' || path.includes('/')) paths.add(path);
    else names.add(path);
  }
  return { names, paths };
}

function textOrNothing(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function list(root: string, folder: string, unreadable: UnreadablePlace[]): Dirent[] {
  try {
    return readdirSync(join(root, folder), { withFileTypes: true });
  } catch (error) {
    if (folder !== '') {
      const reason = refusal(error);
      if (reason !== undefined) unreadable.push({ kind: 'folder', path: folder, reason });
      return [];
    }
    throw new UserError({
      code: 'PROJECT_UNREADABLE',
      message: `${root} cannot be read as a folder (${error instanceof Error ? error.message : String(error)})`,
      hint: 'Give the path of a project that exists and that you may read',
    });
  }
}
