import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { PatternId } from '#shared/pattern-id.js';
import { onDisk } from '../setup/on-disk.js';
import { rendered, templatesOfTest } from '../setup/rendered-repo.js';

function npm(folder: string, ...args: string[]): string {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund'];
  const { status, stdout, stderr } = spawnSync('npm', [...args, ...quiet], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`npm ${args.join(' ')}:\n${stdout}${stderr}`);
  return stdout;
}

/** Three sets of dependencies: the smallest, with a broker, with the largest SDK. */
const SETS: readonly (readonly [PatternId, string | null])[] = [
  ['modular-monolith', null],
  ['event-driven', 'broker-kafka'],
  ['serverless', 'dynamodb'],
];

it.each(SETS)(
  'npm installs the lockfile of a repo with %s and %s, and would write the same bytes',
  { timeout: 180_000 },
  async (pattern, feature) => {
    const features = feature === null ? [] : [feature];
    const tree = rendered({ pattern, modules: [], features }, await templatesOfTest());
    await onDisk(tree, (folder) => {
      const lockfile = (): string => readFileSync(join(folder, 'package-lock.json'), 'utf8');
      const ours = lockfile();
      npm(folder, 'ci');
      npm(folder, 'ls', '--all');
      npm(folder, 'install', '--package-lock-only');
      expect(lockfile()).toBe(ours);
    });
  },
);
