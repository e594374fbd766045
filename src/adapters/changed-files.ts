import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { UserError } from '#shared/user-error.js';

const run = promisify(execFile);
const MOST_BYTES = 64 * 1024 * 1024;

/** The files below `root` that differ from where the branch left `revision`, and those git does not know yet. */
export async function changedFiles(root: string, revision: string): Promise<ReadonlySet<string>> {
  const git = async (...args: readonly string[]) => {
    const { stdout } = await run('git', args, {
      cwd: root,
      maxBuffer: MOST_BYTES,
      timeout: 60_000,
    });
    return stdout;
  };
  try {
    // A revision that begins with a dash would be read as an option.
    const commit = (
      await git('rev-parse', '--verify', '--end-of-options', `${revision}^{commit}`)
    ).trim();
    const base = await git('merge-base', commit, 'HEAD').then(
      (found) => found.trim(),
      () => commit,
    );
    const [changed, added] = await Promise.all([
      git('diff', '--name-only', '--relative', '-z', base, '--'),
      git('ls-files', '--others', '--exclude-standard', '-z'),
    ]);
    return new Set(`${changed}${added}`.split('\0').filter((path) => path !== ''));
  } catch (error) {
    throw new UserError({
      code: 'CHANGES_UNKNOWN',
      message: `git cannot say what changed since ${revision}: ${lastLine(error)}`,
      hint: 'Give a revision of this repository; in CI, fetch its history too',
      where: '--since',
    });
  }
}

function lastLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().split('\n').at(-1) ?? text;
}
