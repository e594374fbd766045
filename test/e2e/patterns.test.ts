import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PATTERN_IDS, type PatternId } from '#shared/pattern-id.js';
import { filesBelow } from '../setup/files-below.js';
import { inRepo, installPacked, type PackedCli, startRepo } from './packed-cli.js';

const MODULES = 'users,inventory,orders,payments,invoices';
const MINUTES = 60_000;
const MEGABYTE = 1024 * 1024;

type Command = readonly [string, ...string[]];

let cli: PackedCli;
beforeAll(() => {
  cli = installPacked();
}, 2 * MINUTES);
afterAll(() => cli.remove());

const ALL: Command = ['npm', 'test'];
const phase = (...words: string[]): Command => ['npm', 'test', '--', ...words];
/**
 * What of a pattern's tests nothing else here runs: the first command of the README has the default pattern's, and the
 * others are all seen in microservices. E2E=all runs every test of every pattern.
 */
const OWN_WAYS = [
  phase('unit'),
  phase('acceptance'),
  phase('security', 'access'),
  phase('resilience', 'dead,messaging,orders'),
];
const TESTS: Partial<Record<PatternId, readonly Command[]>> =
  process.env['E2E'] === 'all'
    ? {}
    : {
        'modular-monolith': [phase('acceptance', 'invoices,openapi,operations')],
        serverless: OWN_WAYS,
        'event-driven': OWN_WAYS,
      };

const hashOf = (paths: readonly string[], root: string): string => {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(relative(root, path)).update(readFileSync(path));
  return hash.digest('hex');
};
const patternFree = (root: string) =>
  hashOf(
    filesBelow(join(root, 'src/modules')).filter(
      (path) =>
        !/\/store\.[a-z]+(\.test)?\.ts$|\/migrations\//.test(path) || path.endsWith('/store.ts'),
    ),
    root,
  );

describe('the tarball', () => {
  it('installs as one package, within its size', () => {
    const packages = filesBelow(join(cli.folder, 'tool')).length;
    expect(packages).toBeLessThan(5);
    const lock = JSON.parse(readFileSync(join(cli.folder, 'tool/package-lock.json'), 'utf8'));
    expect(Object.keys(lock.packages)).toEqual(['', 'node_modules/create-backend']);
    expect(statSync(cli.tarball).size).toBeLessThan(5 * MEGABYTE);
    const installed = execFileSync('du', ['-sk', join(cli.folder, 'tool/node_modules')], {
      encoding: 'utf8',
    });
    expect(Number(installed.split('\t')[0])).toBeLessThan(15 * 1024);
  });
});

describe.each(PATTERN_IDS)('%s, from the tarball', (pattern) => {
  const root = () => join(cli.folder, pattern, 'shop');

  it(
    'is generated, installs from its lockfile, checks and tests itself, and leaves no database behind',
    { timeout: 10 * MINUTES },
    () => {
      const cwd = join(cli.folder, pattern);
      execFileSync('mkdir', ['-p', cwd]);
      const created = cli.run(
        ['shop', '--pattern', pattern, '--modules', MODULES, '--yes', '--no-install', '--json'],
        { cwd },
      );
      expect(created.status, created.stdout + created.stderr).toBe(0);
      expect(JSON.parse(created.stdout).pattern).toBe(pattern);
      const TMPDIR = mkdtempSync(join(tmpdir(), 'leaves-'));
      // PostgreSQL does not run as root: whoever it runs as must get there.
      chmodSync(TMPDIR, 0o755);
      for (const command of [
        ['npm', 'ci'],
        ['npm', 'run', 'check'],
        ...(TESTS[pattern] ?? [ALL]),
      ] as const) {
        const { status, stdout, stderr } = inRepo(root(), command, { TMPDIR });
        expect(status, `${command.join(' ')}\n${(stdout + stderr).slice(-6000)}`).toBe(0);
      }
      const databases = filesBelow(TMPDIR).filter((path) => path.endsWith('PG_VERSION'));
      expect(databases).toEqual([]);
      rmSync(TMPDIR, { recursive: true });
    },
  );

  // Longer than a start may take, so that one which takes too long is told with what it said.
  it('starts and answers, and leaves when asked', { timeout: 3 * MINUTES }, async () => {
    const { url, stop } = await startRepo(root(), 0);
    try {
      expect((await fetch(`${url}/readyz`)).status).toBe(200);
      const signIn = await fetch(`${url}/auth/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email: 'customer@example.com', password: 'correct-horse-battery' }),
      });
      expect(signIn.status).toBe(200);
    } finally {
      await stop();
    }
  });

  it('is recorded as it describes itself', { timeout: MINUTES }, () => {
    const { status, stdout, stderr } = inRepo(root(), ['npm', 'run', '--silent', 'openapi']);
    expect(status, stderr).toBe(0);
    expect(stdout).toBe('nothing has changed\n');
  });

  it('has the same modules as every other pattern, byte by byte', () => {
    expect(patternFree(root())).toBe(patternFree(join(cli.folder, PATTERN_IDS[0], 'shop')));
  });

  it('passes arch-lint, and no longer when a module reaches into another', () => {
    expect(cli.lint(['--json'], root()).status).toBe(0);
    const file = join(root(), 'src/modules/orders/planted.ts');
    writeFileSync(file, "import '#modules/payments/domain.ts';\n");
    try {
      const found = cli.lint(['--json'], root());
      expect(found.status).toBe(1);
      expect(found.stdout).toContain('src/modules/orders/planted.ts');
    } finally {
      rmSync(file);
    }
  });
});
