import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesBelow } from '../setup/files-below.js';
import { finish, folderOf, nodeFolder } from './in-repo.js';
import { MODULES, PROJECT } from './repos.js';

const VERSIONS = [22, 24, 26];
const PATTERN = 'microservices';

/** Secrets are drawn anew for each repo, and git notes the time. */
const EACH_ITS_OWN = /^(\.env$|\.git\/|node_modules\/)/;

function bytesOf(root: string): string {
  const hash = createHash('sha256');
  for (const path of filesBelow(root)) {
    const name = relative(root, path);
    if (!EACH_ITS_OWN.test(name)) hash.update(name).update(readFileSync(path));
  }
  return hash.digest('hex');
}

async function unavailable(version: number): Promise<string | null> {
  try {
    await nodeFolder(version);
    return null;
  } catch (error) {
    return `npm has no ${String(error)}`;
  }
}

describe('the CLI', () => {
  it.for(VERSIONS)('passes its end-to-end tests on Node %i', async (version, context) => {
    const why = await unavailable(version);
    context.skip(why !== null, why ?? '');
    const only = 'the tarball installs|modular-monolith, from the tarball';
    const file = 'test/e2e/patterns.test.ts';
    const { code, output } = await finish({
      cwd: resolve('.'),
      argv: ['node', 'node_modules/vitest/vitest.mjs', 'run', file, '-t', only],
      node: version,
    });
    expect(code, output.slice(-6000)).toBe(0);
    const passed = /Tests\s+(\d+) passed/.exec(output)?.[1];
    expect(Number(passed)).toBeGreaterThan(3);
    context.task.meta.figures = `${passed} tests`;
  });

  it.for(VERSIONS)('generates the same bytes on Node %i as here', async (version, context) => {
    const why = await unavailable(version);
    context.skip(why !== null, why ?? '');
    const folder = mkdtempSync(join(tmpdir(), 'wide-node-'));
    try {
      // The same path below: a repo is not to know where it was made.
      mkdirSync(join(folder, PATTERN));
      const flags = ['--pattern', PATTERN, '--modules', MODULES.join(','), '--yes', '--no-install'];
      const argv = ['node', resolve('bin/create-backend.js'), PROJECT, ...flags] as const;
      const cwd = join(folder, PATTERN);
      const { code, output } = await finish({ cwd, argv: [...argv], node: version });
      expect(code, output).toBe(0);
      expect(bytesOf(join(cwd, PROJECT))).toBe(bytesOf(folderOf(PATTERN)));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
