import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { UserError } from '#shared/user-error.js';

const run = promisify(execFile);
const MOST_BYTES = 64 * 1024 * 1024;
const TIMEOUT_MS = 60_000;

/** Looking at a revision must run nothing, and fetch nothing that is large. */
const QUIET = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null'];

/** Asks git about the repository of one folder. */
export type GitHere = (...args: readonly string[]) => Promise<string>;

/** Git in a folder; `env` is what it is told besides. */
export function gitHere(folder: string, env: Readonly<Record<string, string>> = {}): GitHere {
  return async (...args) => {
    const { stdout } = await run('git', [...QUIET, ...args], {
      cwd: folder,
      env: { ...process.env, GIT_LFS_SKIP_SMUDGE: '1', ...env },
      maxBuffer: MOST_BYTES,
      timeout: TIMEOUT_MS,
    });
    return stdout;
  };
}

/** Where the branch left a revision, or the revision itself where both have nothing in common. */
export async function whereLeft(git: GitHere, revision: string): Promise<string> {
  // A revision that begins with a dash would be read as an option.
  const commit = await git('rev-parse', '--verify', '--end-of-options', `${revision}^{commit}`);
  return git('merge-base', commit.trim(), 'HEAD').then(
    (found) => found.trim(),
    () => commit.trim(),
  );
}

/** What git printed as a list with -z. */
export function listed(printed: string): string[] {
  return printed.split('\0').filter((path) => path !== '');
}

/** Carries out what asks git about a revision, and says so where it cannot. */
export async function aboutRevision<Value>(
  revision: string,
  work: () => Promise<Value>,
): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UserError) throw error;
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
