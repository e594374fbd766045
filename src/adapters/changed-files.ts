import { aboutRevision, gitHere, listed, whereLeft } from './git-here.js';

/** The files below `root` that differ from where the branch left `revision`, and those git does not know yet. */
export function changedFiles(root: string, revision: string): Promise<ReadonlySet<string>> {
  return aboutRevision(revision, async () => {
    const git = gitHere(root);
    const base = await whereLeft(git, revision);
    const [changed, added] = await Promise.all([
      git('diff', '--name-only', '--relative', '-z', base, '--'),
      git('ls-files', '--others', '--exclude-standard', '-z'),
    ]);
    return new Set([...listed(changed), ...listed(added)]);
  });
}
