import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { finish } from './in-repo.js';
import { PROJECT } from './repos.js';

/** What npm gets each from, and the lockfile that it leaves. */
const MANAGERS = [
  ['pnpm', 'pnpm@12.21.0', 'pnpm-lock.yaml'],
  ['yarn', '@yarnpkg/cli-dist@4.18.1', 'yarn.lock'],
  ['bun', 'bun@1.4.5', 'bun.lock'],
] as const;

describe('a repository that is installed, checked and tested by', () => {
  it.each(MANAGERS)('%s', async (manager, from, lockfile) => {
    const cwd = mkdtempSync(join(tmpdir(), 'wide-manager-'));
    try {
      const program = ['node', resolve('bin/create-backend.js'), PROJECT] as const;
      const flags = ['--package-manager', manager, '--yes', '--json'];
      const argv = ['npx', '-y', '-p', from, '--', ...program, ...flags] as const;
      const { code, output } = await finish({ cwd, argv: [...argv] });
      expect(code, output.slice(-6000)).toBe(0);
      expect(readFileSync(join(cwd, PROJECT, lockfile), 'utf8')).toContain('fastify');
    } finally {
      rmSync(cwd, { recursive: true, force: true });
    }
  });
});
