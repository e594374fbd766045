import { resolve } from 'node:path';
import { memoryHere } from '#adapters/scan-memory.js';
import { takeTree, type Tree } from '#adapters/scan-tree.js';
import { watchFolders, type FolderWatch } from '#adapters/watch-folders.js';
import { UserError } from '#shared/user-error.js';
import type { KnownBefore } from './arch-lint-check.js';
import type { LintShell } from './arch-lint-shell.js';

/** Checks at once and whenever a file changes, until the process is stopped. */
export async function watchProject(
  shell: LintShell,
  path: string,
  options: Readonly<Record<string, unknown>>,
  check: (before: Required<KnownBefore>) => Promise<unknown>,
): Promise<never> {
  refuseWriting(options);
  const root = resolve(shell.cwd, path);
  const folders = watchFolders(root);
  const memory = memoryHere();
  let tree = followed(root, folders);
  for (;;) {
    await check({ tree, memory });
    shell.err(`Watching ${tree.files.length} files, Ctrl-C to stop\n`);
    tree = await changedTree(root, folders, tree.digest());
  }
}

/** What it writes would be a change too. */
function refuseWriting({ fix, output }: Readonly<Record<string, unknown>>): void {
  if (fix !== true && output === undefined) return;
  const where = fix === true ? '--fix' : '--output';
  throw new UserError({
    code: 'WATCH_WRITES_NOTHING',
    message: `--watch prints what it finds, and ${where} writes`,
    hint: 'Leave one of them out',
    where,
  });
}

/** Not every change in a folder changes what is checked. */
async function changedTree(root: string, folders: FolderWatch, before: string): Promise<Tree> {
  for (;;) {
    await folders.changed();
    const tree = followed(root, folders);
    if (tree.digest() !== before) return tree;
  }
}

/** Listed once more after new folders are watched, since a file may have come in between. */
function followed(root: string, folders: FolderWatch): Tree {
  for (;;) {
    const tree = takeTree(root);
    if (!folders.follow(tree.folders)) return tree;
  }
}
