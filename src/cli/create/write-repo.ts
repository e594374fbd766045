import { randomBytes } from 'node:crypto';
import { disk } from '#adapters/disk.js';
import { initRepository } from '#adapters/git.js';
import { installCommand, scriptCommand, type PackageManager } from '#adapters/package-manager.js';
import { runIdentity } from '#adapters/run-identity.js';
import { writeEnv } from '#adapters/write-env.js';
import { checkTarget, writeTree } from '#adapters/write-tree.js';
import { CATALOGUE } from '#blueprint/catalogue.js';
import type { Progress } from '../print/progress.js';
import type { Shell } from '../shell.js';
import type { Built } from './build-tree.js';
import { envEntries } from './env-entries.js';
import { runInRepo } from './run-step.js';
import type { Target } from './target.js';

/** What to do once the repo exists in memory. */
export interface WriteOptions {
  readonly force: boolean;
  readonly git: boolean;
  readonly install: boolean;
  readonly verify: boolean;
  readonly packageManager: PackageManager;
}

/** Refuses a target that cannot be written, before anyone is asked anything. */
export async function requireWritable(shell: Shell, target: Target, force: boolean): Promise<void> {
  await checkTarget({
    fs: disk,
    target: target.path,
    force,
    run: runIdentity(),
    signal: shell.signal,
  });
}

/** Writes, installs and verifies; throws `StepFailed` when a command fails. `written`: the files are there. */
export async function writeRepo(
  shell: Shell,
  progress: Progress,
  target: Target,
  { tree, blueprint }: Built,
  options: WriteOptions,
  written: () => Promise<void>,
): Promise<void> {
  const job = { fs: disk, target: target.path, tree, force: options.force, run: runIdentity() };
  await progress.step(`Write ${tree.length} files to ${target.shown}`, () =>
    writeTree({ ...job, signal: shell.signal }),
  );
  await progress.step(
    'Write .env with fresh secrets',
    () => writeEnv(disk, target.path, envEntries(blueprint, CATALOGUE, randomBytes)),
    (outcome) => (outcome === 'existed' ? 'it was there already and stays as it is' : undefined),
  );
  await written();
  if (options.git) await commit(shell, progress, target);
  const { packageManager } = options;
  const commands = [
    ...(options.install ? [{ name: 'Install', argv: installCommand(packageManager) }] : []),
    ...(options.install && options.verify
      ? [
          { name: 'Check', argv: scriptCommand(packageManager, 'check') },
          { name: 'Test', argv: scriptCommand(packageManager, 'test') },
        ]
      : []),
  ];
  for (const { name, argv } of commands) {
    await progress.step(`${name}: ${argv.join(' ')}`, () => runInRepo(shell, target.path, argv));
  }
}

async function commit(shell: Shell, progress: Progress, target: Target): Promise<void> {
  await progress.step(
    'Create a git repository',
    () =>
      initRepository({
        run: shell.run,
        fs: disk,
        directory: target.path,
        message: 'Generate the repository with create-backend',
        env: shell.env,
        signal: shell.signal,
        now: shell.now,
      }),
    (outcome) => (outcome.kind === 'skipped' ? outcome.reason : undefined),
  );
}
