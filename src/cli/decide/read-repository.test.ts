import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Decision } from '#decision/schema.js';
import { main } from '../create-backend.js';
import { memoryShell } from '../memory-shell.js';
import { lintProject, removeProjects } from '../testing/lint-project.js';

afterAll(removeProjects);

const SHOP = {
  'src/modules/orders/index.ts': 'export const orders = 1;\n',
  'src/modules/payments/index.ts':
    "import { orders } from '../orders/index.js';\nexport { orders };\n",
};

async function decide(cwd: string, ...argv: readonly string[]) {
  const shell = memoryShell({ cwd });
  const exitCode = await main(['decide', ...argv], shell);
  return { exitCode, out: shell.stdout(), err: shell.stderr() };
}

function commit(root: string, name: string): void {
  const git = (...args: readonly string[]) =>
    execFileSync(
      'git',
      ['-c', `user.name=${name}`, '-c', `user.email=${name}@example.org`, ...args],
      {
        cwd: root,
        stdio: 'ignore',
      },
    );
  writeFileSync(join(root, 'notes.txt'), name);
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '--no-gpg-sign', '-m', 'work');
}

describe('decide --from', () => {
  it('reads what runs today, its modules and who commits, each with its evidence', async () => {
    const root = lintProject(SHOP);
    for (const name of ['ada', 'grace', 'renovate[bot]']) commit(root, name);
    const { exitCode, out, err } = await decide(root, '--from', '.', '--json');
    expect(exitCode).toBe(0);
    expect(err).toContain(
      'Read from .: today: monolith (one program in 2 modules by subject; src/modules/orders/index.ts belongs to the module orders)',
    );
    expect(err).toContain('Read from .: modules: orders, payments (folders of src/modules/');
    expect(err).toContain('Read from .: engineers: 2 (who committed in the last three months)');
    const decision = JSON.parse(out);
    expect(Decision.parse(decision).readFrom).toEqual({
      folder: '.',
      answers: [
        { key: 'today', value: 'monolith', because: expect.any(String), used: true },
        { key: 'modules', value: ['orders', 'payments'], because: expect.any(String), used: true },
        {
          key: 'engineers',
          value: 2,
          because: 'who committed in the last three months',
          used: true,
        },
      ],
    });
    const assumed = decision.assumptions.map(({ key }: { key: string }) => key);
    for (const key of ['today', 'engineers']) expect(assumed).not.toContain(key);
    const stages = decision.path.map(({ id }: { id: string }) => id);
    expect(stages).toContain('strangle.first-module');
  });

  it.each([
    ['services', { 'services/a/main.ts': '', 'services/b/main.ts': '', 'services/c/main.ts': '' }],
    [
      'functions',
      {
        'serverless.yml': 'functions:\n  pay:\n    handler: pay.handler\n',
        'pay.ts': 'export const handler = async () => 1;\n',
      },
    ],
    ['monolith', { 'server.js': 'exports.answer = 1;\n' }],
  ])('sees %s', async (today, files) => {
    const { err } = await decide(lintProject(files), '--from', '.');
    expect(err).toContain(`today: ${today} (`);
    expect(err).not.toContain('engineers');
  });

  it('lets answers win, and leaves out a number that they contradict', async () => {
    const root = lintProject(SHOP);
    commit(root, 'ada');
    const argv = ['--from', '.', '--today', 'services', '--teams', '4'];
    const { exitCode, err, out } = await decide(root, ...argv);
    expect(exitCode).toBe(0);
    expect(err).toMatch(/today: monolith .*; not used: answered otherwise\)/);
    expect(err).toMatch(/engineers: 1 .*; not used: answered otherwise\)/);
    expect(
      (await decide(root, '--today', 'services', '--teams', '4', '--modules', 'orders,payments'))
        .out,
    ).toBe(out);
  });

  it.each([
    ['an empty folder', '.', 'FROM_EMPTY'],
    ['no folder', 'nowhere', 'PROJECT_UNREADABLE'],
  ])('refuses %s', async (_, folder, code) => {
    const { exitCode, err, out } = await decide(lintProject({}), '--from', folder);
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toContain(`${code}: `);
  });
});
