import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { aboutRevision, gitHere, listed, whereLeft, type GitHere } from './git-here.js';

/**
 * Shows the files below `root` as they were where the branch left `revision`, in a folder that is gone
 * afterwards; the repository and its index stay as they are. Of what is `present`, files that git ignores
 * are there too: what a build writes is no change of the branch.
 */
export async function atRevision<Value>(
  root: string,
  revision: string,
  present: readonly string[],
  use: (folder: string) => Promise<Value>,
): Promise<Value> {
  const place = await mkdtemp(join(tmpdir(), 'arch-lint-since-'));
  const folder = join(place, 'files');
  try {
    await mkdir(folder);
    await aboutRevision(revision, () => writeFiles(root, revision, folder, join(place, 'index')));
    for (const path of await ignored(gitHere(root), present)) await copy(root, folder, path);
    return await use(folder);
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

/** By an index of its own: the one of the repository says what its user is about to commit. */
async function writeFiles(root: string, revision: string, folder: string, index: string) {
  const [top = '', below = ''] = (
    await gitHere(root)('rev-parse', '--show-toplevel', '--show-prefix')
  ).split('\n');
  // Below the top only what lies in the same folder of the other tree would be written.
  const git = gitHere(top, { GIT_INDEX_FILE: index });
  const base = await whereLeft(git, revision);
  const tree = await git(
    'rev-parse',
    '--verify',
    '--quiet',
    `${base}:${below.replace(/\/$/, '')}`,
  ).catch(() => '');
  // The folder was not there yet.
  if (tree === '') return;
  await git('read-tree', tree.trim());
  await git('checkout-index', '--all', '--quiet', `--prefix=${folder}/`);
}

async function ignored(git: GitHere, present: readonly string[]): Promise<string[]> {
  const known = await git('ls-files', '--cached', '--others', '--exclude-standard', '-z');
  const paths = new Set(listed(known));
  return present.filter((path) => !paths.has(path));
}

async function copy(root: string, folder: string, path: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await copyFile(join(root, path), join(folder, path));
}
