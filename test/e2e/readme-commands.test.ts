import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { repoEnvironment } from '#adapters/node-runtime.js';

const MINUTES = 60_000;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'create-backend-clone-'));
  execFileSync('git', ['clone', '--quiet', process.cwd(), join(folder, 'clone')]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it(
  'the first command of the README works in a fresh clone of the last commit',
  { timeout: 10 * MINUTES },
  () => {
    const [, command = ''] =
      /```sh\n(npm ci && npx create-backend .*)\n```/.exec(readFileSync('README.md', 'utf8')) ?? [];
    expect(command).toContain('--yes');
    const { status, stdout, stderr } = spawnSync('sh', ['-c', command], {
      cwd: join(folder, 'clone'),
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      env: { ...repoEnvironment(process.env), NO_COLOR: '1' },
    });
    expect(status, (stdout + stderr).slice(-4000)).toBe(0);
  },
);
