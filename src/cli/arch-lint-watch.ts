import { relative, resolve } from 'node:path';
import { ownOutput } from '#adapters/own-output.js';
import { memoryHere } from '#adapters/scan-memory.js';
import { takeTree, type Tree } from '#adapters/scan-tree.js';
import { watchFolders, type FolderWatch } from '#adapters/watch-folders.js';
import { UserError } from '#shared/user-error.js';
import type { KnownBefore } from './arch-lint-check.js';
import { BASELINE_FILE } from './arch-lint-run.js';
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
  const read = new Set(saysWhatToCheck(shell.cwd, root, options));
  const printedTo = ownOutput();
  const counts = (path: string) => read.has(path) && !printedTo(resolve(root, path));
  for (;;) {
    await check({ tree, memory, noteRead: (path) => read.add(path) });
    shell.err(`Watching ${tree.files.length} files, Ctrl-C to stop\n`);
    tree = await changedTree(root, folders, tree, counts);
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

/** What is read besides what a scan reads. */
function saysWhatToCheck(
  cwd: string,
  root: string,
  { config, baseline }: Readonly<Record<string, unknown>>,
): string[] {
  const named = [config, baseline].filter((file) => typeof file === 'string');
  const below = named.map((file) => relative(root, resolve(cwd, file)).replaceAll('\\', '/'));
  return ['architecture.json', BASELINE_FILE, '.gitignore', ...below];
}

/**
 * A change is one of which files there are, or of one that was read: what another program makes of the report
 * changes nothing that is checked, and neither does the report itself where it is written below the folder.
 */
async function changedTree(
  root: string,
  folders: FolderWatch,
  before: Tree,
  counts: (path: string) => boolean,
): Promise<Tree> {
  for (;;) {
    await folders.changed();
    const tree = followed(root, folders);
    if (tree.digest(counts) !== before.digest(counts)) return tree;
  }
}

/** Listed once more after new folders are watched, since a file may have come in between. */
function followed(root: string, folders: FolderWatch): Tree {
  for (;;) {
    const tree = takeTree(root);
    if (!folders.follow(tree.folders)) return tree;
  }
}
