import { join } from 'node:path';
import { entryAt, type FileSystem } from './file-system.js';
import type { Run, RunOutcome, RunRequest } from './run.js';

/** A new repo with one commit, or why there is none; neither is an error, since the files are there. */
export type GitOutcome =
  | { readonly kind: 'created' }
  | { readonly kind: 'skipped'; readonly reason: string };

export interface GitRequest extends Omit<RunRequest, 'argv' | 'cwd' | 'timeoutMs' | 'onProgress'> {
  readonly run: Run;
  readonly fs: FileSystem;
  readonly directory: string;
  readonly message: string;
}

type Git = (...args: readonly string[]) => Promise<RunOutcome>;

const TIMEOUT_MS = 60_000;

/** Who commits where the user has not told git who they are. */
const NOBODY = { 'user.name': 'create-backend', 'user.email': 'create-backend@localhost' } as const;

/** Set by git for its hooks, and by users for one repo: they would lead us into another one. */
const OTHER_REPO = new Set([
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_NAMESPACE',
  'GIT_PREFIX',
]);

/** `git init` and a first commit, without hooks or signing, unless the directory is in a repo already. */
export async function initRepository(request: GitRequest): Promise<GitOutcome> {
  const { fs, directory } = request;
  const git = gitIn(request);
  const version = await git('--version');
  if (version.kind === 'missing') return skipped('git is not installed');
  const repository = join(directory, '.git');
  if ((await entryAt(fs, repository)) !== undefined) return skipped('there is a .git already');
  if (await belongsToAnother(git)) return skipped('the directory is inside another git repository');
  // There was none a moment ago, so what is there on failure is ours to remove.
  const remove = (): Promise<void> => fs.rm(repository, { recursive: true, force: true });
  try {
    const failure = await firstCommit(git, request.message);
    if (failure === undefined) return { kind: 'created' };
    await remove();
    return skipped(failure);
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Inside another repository, unless that one ignores the directory: then it is not its business, nor it ours. */
async function belongsToAnother(git: Git): Promise<boolean> {
  const outer = await git('rev-parse', '--is-inside-work-tree');
  if (outer.kind !== 'passed') return outputOf(outer).includes('dubious ownership');
  return (await git('check-ignore', '--quiet', '.')).kind !== 'passed';
}

/** Says what went wrong, if anything did. */
async function firstCommit(git: Git, message: string): Promise<string | undefined> {
  const identity: string[] = [];
  for (const [key, fallback] of Object.entries(NOBODY)) {
    if ((await git('config', '--get', key)).kind !== 'passed')
      identity.push('-c', `${key}=${fallback}`);
  }
  const quiet = ['-c', 'core.hooksPath=/dev/null', '-c', 'commit.gpgSign=false'];
  const steps = [
    // No template: it could bring hooks.
    ['init', '--quiet', '--template='],
    ['symbolic-ref', 'HEAD', 'refs/heads/main'],
    // Secrets stay out even if someone removes the line from .gitignore.
    ['add', '--all'],
    ['rm', '--cached', '--quiet', '--ignore-unmatch', '.env'],
    [...quiet, ...identity, 'commit', '--quiet', '--no-verify', '--message', message],
  ];
  for (const step of steps) {
    const outcome = await git(...step);
    if (outcome.kind !== 'passed') {
      return `git ${step.find((word) => /^[a-z]+(-[a-z]+)?$/.test(word)) ?? ''} did not work: ${lastLine(outcome)}`;
    }
  }
  return undefined;
}

function gitIn({ run, directory, env, signal, now }: GitRequest): Git {
  // English output, because we read it.
  const own = Object.entries(env).filter(([name]) => !OTHER_REPO.has(name));
  const clean = { ...Object.fromEntries(own), LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0' };
  return (...args) =>
    run({ argv: ['git', ...args], cwd: directory, env: clean, timeoutMs: TIMEOUT_MS, signal, now });
}

function skipped(reason: string): GitOutcome {
  return { kind: 'skipped', reason };
}

function outputOf(outcome: RunOutcome): string {
  return outcome.kind === 'missing' ? '' : outcome.output;
}

function lastLine(outcome: RunOutcome): string {
  return outputOf(outcome).split('\n').at(-1) || outcome.kind;
}
