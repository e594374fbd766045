import { watch, type FSWatcher } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '#shared/user-error.js';

/** Many files change within one moment when a branch is switched or a formatter runs. */
const QUIET_MS = 50;

/** Notices changes in folders, one by one: watching a whole tree would also watch what is installed in it. */
export interface FolderWatch {
  /** Watches these folders and no others; true when there are new ones, in which something may have changed before. */
  readonly follow: (folders: readonly string[]) => boolean;
  /** Ends when something has changed since it ended before, and then nothing for a moment. */
  readonly changed: () => Promise<void>;
  readonly close: () => void;
}

/** Watches folders below a root; `follow` throws where the system cannot watch so many. */
export function watchFolders(root: string): FolderWatch {
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;
  /** True when a change has not been told yet. */
  let untold = false;
  let tell: (() => void) | undefined;
  const told = (resolve: () => void): void => {
    [untold, tell] = [false, undefined];
    resolve();
  };
  const note = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      untold = true;
      tell?.();
    }, QUIET_MS);
  };
  const stop = (folder: string): void => {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  };
  return {
    follow: (folders) => {
      const wanted = new Set(folders);
      for (const folder of watchers.keys()) if (!wanted.has(folder)) stop(folder);
      const added = folders.filter((folder) => !watchers.has(folder));
      for (const folder of added) {
        const watcher = start(join(root, folder), note);
        // A folder that goes is told by the folder above.
        watcher?.on('error', () => stop(folder));
        if (watcher !== undefined) watchers.set(folder, watcher);
      }
      return added.some((folder) => watchers.has(folder));
    },
    changed: () =>
      new Promise((resolve) => {
        if (untold) told(resolve);
        else tell = () => told(resolve);
      }),
    close: () => {
      clearTimeout(timer);
      for (const folder of watchers.keys()) stop(folder);
    },
  };
}

/** Nothing where the folder is gone already, or may not be read. */
function start(folder: string, note: () => void): FSWatcher | undefined {
  try {
    return watch(folder, note);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'ENOSPC' && code !== 'EMFILE') return undefined;
    throw new UserError({
      code: 'TOO_MANY_FOLDERS',
      message: `The system watches no more folders (${code})`,
      hint: 'Raise its limit (on Linux: sysctl fs.inotify.max_user_watches), or check without --watch',
      where: '--watch',
    });
  }
}
