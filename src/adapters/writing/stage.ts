import { dirname, join } from 'node:path';
import { UserError } from '#shared/user-error.js';
import { entryAt, type FileSystem, systemCode } from '../file-system.js';
import { inParallel } from '../in-parallel.js';
import { targetState, type WritableFile } from './inspect.js';
import { stagedTree } from './journal.js';

/** Makes what is missing of a path, and notes in `made` what it made, outermost first. */
export async function makeParents(
  fs: FileSystem,
  directory: string,
  made: string[],
): Promise<void> {
  if ((await targetState(fs, directory)) === 'directory') return;
  await makeParents(fs, dirname(directory), made);
  made.push(directory);
  await fs.mkdir(directory).catch((error: unknown) => {
    if (systemCode(error) !== 'EEXIST') throw error;
    // Someone else was faster, so it is not ours to remove.
    made.pop();
  });
}

/** Prepares the files below a new staging directory. */
export async function stage(
  fs: FileSystem,
  staging: string,
  files: readonly WritableFile[],
): Promise<void> {
  const root = stagedTree(staging);
  await fs.mkdir(staging);
  await fs.mkdir(root);
  for (const level of directoryLevels(files)) {
    await inParallel(level, (directory) => fs.mkdir(join(root, directory)));
  }
  await inParallel(files, ({ path, content, executable }) =>
    fs.writeFile(join(root, path), content, { mode: executable ? 0o755 : 0o644 }),
  );
}

/** The directories of the files, grouped by depth: parents come before their children. */
function directoryLevels(files: readonly WritableFile[]): string[][] {
  const levels: Set<string>[] = [];
  for (const { path } of files) {
    const parts = path.split('/');
    for (let depth = 1; depth < parts.length; depth++) {
      (levels[depth - 1] ??= new Set()).add(parts.slice(0, depth).join('/'));
    }
  }
  return levels.map((level) => [...level]);
}

/** Renames to a place that is free: a plain rename would silently replace a file. */
export async function appear(fs: FileSystem, from: string, to: string): Promise<void> {
  if ((await entryAt(fs, to)) !== undefined) {
    throw new UserError({
      code: 'TARGET_CHANGED',
      message: `Something else created ${to} at the same time`,
      hint: 'Look at what it is, and run the same command again',
    });
  }
  await fs.rename(from, to);
}

export async function hasAppeared(
  fs: FileSystem,
  staging: string,
  target: string,
): Promise<boolean> {
  const waiting = await entryAt(fs, stagedTree(staging));
  return waiting === undefined && (await entryAt(fs, target)) !== undefined;
}
