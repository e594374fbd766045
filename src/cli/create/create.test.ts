import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Run, RunRequest } from '#adapters/run.js';
import { main } from '../create-backend.js';
import { memoryShell, type MemoryShellOptions } from '../memory-shell.js';

const QUIET = ['--no-install', '--no-git'];

/** Programs that do nothing and succeed, except those whose words are listed. */
function programs(failing: readonly string[] = []): { readonly run: Run; readonly ran: string[] } {
  const ran: string[] = [];
  const run = async ({ argv }: RunRequest) => {
    const line = argv.join(' ');
    ran.push(line);
    if (!failing.includes(line)) return { kind: 'passed', elapsedMs: 5, output: '' } as const;
    const output = 'first\nlast words';
    return { kind: 'failed', elapsedMs: 5, exitCode: 3, output } as const;
  };
  return { run, ran };
}

async function bytesBelow(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name !== '.env');
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).toSorted();
  const texts = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
  return new Map(paths.map((path, index) => [path.slice(folder.length + 1), texts[index] ?? '']));
}

describe('create', () => {
  let cwd = '';
  const shellWith = (options: MemoryShellOptions = {}) => memoryShell({ cwd, ...options });

  beforeEach(async () => {
    const made = await mkdtemp(join(tmpdir(), 'create-'));
    cwd = made;
    return () => rm(made, { recursive: true, force: true });
  });

  it('writes a repo named after its directory, and says how to go on', async () => {
    const shell = shellWith();
    expect(await main(['demo', '--yes', ...QUIET], shell)).toBe(0);
    const { name } = JSON.parse(await readFile(join(cwd, 'demo/package.json'), 'utf8'));
    expect(name).toBe('demo');
    expect(shell.stdout()).toMatch(
      /cd demo\n {2}npm ci\n {2}npm start\n\n.*another terminal:\n\n {2}curl /,
    );
    expect(shell.stderr()).toMatch(/✓ Write \d+ files to demo\n✓ Write \.env/);
  });

  it('gives the same bytes twice, whatever the directory, secrets apart', async () => {
    const argv = [
      '--yes',
      '--project',
      'demo',
      '--modules',
      'users,orders,person:people',
      ...QUIET,
    ];
    expect(await main(['a', ...argv], shellWith())).toBe(0);
    expect(await main(['b/c', ...argv], shellWith())).toBe(0);
    expect(await bytesBelow(join(cwd, 'a'))).toEqual(await bytesBelow(join(cwd, 'b/c')));
    const [one, two] = await Promise.all(
      ['a', 'b/c'].map((dir) => readFile(join(cwd, dir, '.env'), 'utf8')),
    );
    expect(one).not.toBe(two);
    expect((await stat(join(cwd, 'a/.env'))).mode & 0o777).toBe(0o600);
  });

  it('takes flags before the answers file, and the file before defaults', async () => {
    await writeFile(join(cwd, 'answers.yaml'), 'project: from-file\nengineers: 4\nteams: 1\n');
    const shell = shellWith();
    expect(await main(['--answers', 'answers.yaml', '--engineers', '9', ...QUIET], shell)).toBe(0);
    const text = await readFile(join(cwd, 'from-file/architecture.json'), 'utf8');
    expect(JSON.parse(text).answers).toEqual({ project: 'from-file', engineers: 9, teams: 1 });
  });

  it('leaves out what a flag declines and the file asks for, and the other way round', async () => {
    const file = JSON.stringify({
      project: 'shop',
      features: ['email', 'jobs'],
      without: ['ci-github'],
    });
    await writeFile(join(cwd, 'answers.json'), file);
    const features = async (dir: string, ...argv: readonly string[]) => {
      const shell = shellWith();
      expect(await main([dir, '--answers', 'answers.json', ...argv, ...QUIET], shell)).toBe(0);
      const recorded = JSON.parse(await readFile(join(cwd, dir, 'architecture.json'), 'utf8'));
      return ['ci-github', 'email', 'jobs'].filter((id) =>
        recorded.blueprint.features.includes(id),
      );
    };
    expect(await features('a')).toEqual(['email', 'jobs']);
    expect(await features('b', '--without', 'email')).toEqual(['ci-github', 'jobs']);
    expect(await features('c', '--feature', 'ci-github')).toEqual(['ci-github']);
  });

  it('records why another pattern was chosen', async () => {
    const chosen = async (argv: readonly string[]) => {
      const dir = `shop-${argv.length}`;
      expect(
        await main([dir, '--yes', '--pattern', 'microservices', ...argv, ...QUIET], shellWith()),
      ).toBe(0);
      return JSON.parse(await readFile(join(cwd, dir, 'architecture.json'), 'utf8')).decision;
    };
    expect(await chosen([])).toMatchObject({
      chosen: 'microservices',
      because: 'chosen with --pattern',
    });
    expect(await chosen(['--because', 'we run ten already'])).toMatchObject({
      because: 'we run ten already',
    });
  });

  it('installs and verifies with the package manager that was asked for', async () => {
    const { run, ran } = programs();
    expect(
      await main(['demo', '--yes', '--no-git', '--package-manager', 'pnpm'], shellWith({ run })),
    ).toBe(0);
    expect(ran).toEqual(['pnpm install', 'pnpm run check', 'pnpm run test']);
  });

  it('runs the repo on a newer Node where this one is too old', async () => {
    const { run, ran } = programs();
    const shell = shellWith({ run, nodeVersion: 'v20.20.2' });
    expect(await main(['demo', '--yes', '--no-git', '--no-verify'], shell)).toBe(0);
    expect(ran).toEqual(['npx -y -p node@24 npm ci']);
    expect(shell.stdout()).toContain('  npx -y -p node@24 npm start\n');
  });

  it('keeps the files when the install fails, shows its last words and exits with 1', async () => {
    const { run, ran } = programs(['npm ci']);
    const shell = shellWith({ run });
    expect(await main(['demo', '--yes', '--no-git'], shell)).toBe(1);
    expect(ran).toEqual(['npm ci']);
    expect(shell.stderr()).toContain('  | last words\n');
    expect(shell.stderr()).toMatch(/^COMMAND_FAILED: npm ci ended with exit code 3\. .*\n/m);
    expect(shell.stderr()).toContain('The files in demo are complete and stay.');
    expect(await readdir(join(cwd, 'demo'))).toContain('package.json');
  });

  it('prints only JSON on stdout with --json, also when a check fails', async () => {
    const { run } = programs(['npm run check']);
    const shell = shellWith({ run });
    expect(await main(['demo', '--yes', '--json'], shell)).toBe(1);
    const report = JSON.parse(shell.stdout());
    expect(report).toMatchObject({
      ok: false,
      dir: join(cwd, 'demo'),
      problems: [{ code: 'COMMAND_FAILED', where: null }],
      output: 'first\nlast words',
    });
    expect(report.files).toContain('architecture.json');
    expect(report.steps.at(-1)).toMatchObject({ name: 'Check: npm run check', ok: false });
    expect(report.blueprint.project).toBe('demo');
  });

  it('writes nothing in a dry run, and tells what it would do to each file', async () => {
    await mkdir(join(cwd, 'demo'));
    await writeFile(join(cwd, 'demo/package.json'), '{}');
    const shell = shellWith();
    expect(await main(['demo', '--yes', '--dry-run'], shell)).toBe(0);
    expect(shell.stdout()).toMatch(/^create {4}architecture\.json$/m);
    expect(shell.stdout()).toMatch(/^conflict {2}package\.json {2}\(exists\)$/m);
    expect(await readdir(join(cwd, 'demo'))).toEqual(['package.json']);
  });

  it.each([
    ['pnpm/12.21.0 npm/? node/v24.0.0 linux x64', [], 'pnpm-workspace.yaml'],
    ['pnpm/12.21.0 npm/? node/v24.0.0 linux x64', ['--package-manager', 'yarn'], '.yarnrc.yml'],
  ])(
    'takes the package manager that started it, unless told: %s %s',
    async (agent, flags, file) => {
      const shell = shellWith({ env: { npm_config_user_agent: agent } });
      expect(await main(['demo', '--yes', '--dry-run', ...flags], shell)).toBe(0);
      const managers = shell.stdout().match(/(?<= )(?:pnpm-workspace|\.yarnrc).*$/gm);
      expect(managers).toEqual([file]);
    },
  );

  it('skips git with a reason where there is none', async () => {
    const shell = shellWith();
    expect(await main(['demo', '--yes', '--no-install'], shell)).toBe(0);
    expect(shell.stderr()).toContain('– Create a git repository  skipped: git is not installed');
    expect(shell.stderr()).not.toContain('✓ Create a git repository');
  });

  it('leaves nothing behind when it is interrupted before it writes', async () => {
    const shell = shellWith();
    shell.interrupt();
    expect(await main(['demo', '--yes'], shell)).toBe(130);
    expect(await readdir(cwd)).toEqual([]);
  });
});
