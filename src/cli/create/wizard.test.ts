import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { main } from '../create-backend.js';
import { CTRL_C, ENTER, memoryShell, type Script } from '../memory-shell.js';

const QUIET = ['--no-install', '--no-git'];

const SCRIPT: Script = {
  'Project name': ['demo'],
  Modules: ['orders,person:people'],
  'How much': ['quick'],
  Engineers: ['12', '30'],
  Independent: ['3'],
  'How you run': ['3:'],
  People: [''],
  'How the load': ['spiky'],
  'What the backend': [['crud', 'webhooks']],
  'Your answers': ['engineers ', 'done'],
  Follow: [false],
  'Which pattern': ['event-driven'],
  Why: ["we know Kafka; it's ours"],
  Features: [['docker', 'terraform-aws', 'broker-kafka']],
  Write: [true],
};

/** The words of the command that the wizard printed, as a shell reads them. */
function commandIn(stdout: string): readonly string[] {
  const [, block = ''] = stdout.split('without questions:\n\n');
  const command = block.slice(0, block.indexOf('\n\n')).trim();
  const output = execFileSync('sh', ['-c', String.raw`printf '%s\0' ` + command]);
  return output.toString().split('\0').slice(0, -1);
}

async function bytesBelow(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name !== '.env');
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).toSorted();
  const texts = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
  return new Map(paths.map((path, index) => [path.slice(folder.length + 1), texts[index] ?? '']));
}

describe('the wizard', () => {
  let cwd = '';
  const wizard = (script: Script) => memoryShell({ cwd, interactive: true, script });

  beforeEach(async () => {
    const made = await mkdtemp(join(tmpdir(), 'wizard-'));
    cwd = made;
    return () => rm(made, { recursive: true, force: true });
  });

  it.each<[string, Script]>([
    ['with another pattern, features and an edited answer', SCRIPT],
    ['following every suggestion', { ...SCRIPT, Follow: [ENTER], Features: [ENTER] }],
  ])('%s gives the same bytes as the command it prints', async (_, script) => {
    const shell = wizard(script);
    expect(await main(QUIET, shell)).toBe(0);
    const asked = join(cwd, 'demo');
    cwd = join(cwd, 'again');
    await mkdir(cwd);
    const [program, ...words] = commandIn(shell.stdout());
    expect(program).toBe('create-backend');
    const again = memoryShell({ cwd });
    expect(await main([...words, ...QUIET], again)).toBe(0);
    expect(await bytesBelow(join(cwd, 'demo'))).toEqual(await bytesBelow(asked));
    expect(again.asked).toEqual([]);
  });

  it('records the edited answer, the pattern with its reason, and the features', async () => {
    expect(await main(QUIET, wizard(SCRIPT))).toBe(0);
    const text = await readFile(join(cwd, 'demo/architecture.json'), 'utf8');
    const { answers, decision, blueprint } = JSON.parse(text);
    expect(answers).toMatchObject({
      engineers: 30,
      users: 'unknown',
      modules: ['orders', 'person:people'],
    });
    expect(decision).toMatchObject({ chosen: 'event-driven', because: "we know Kafka; it's ours" });
    expect(blueprint.features).toEqual(['broker-kafka', 'docker', 'terraform-aws']);
  });

  it.each(Object.keys(SCRIPT))('leaves nothing behind at Ctrl-C when asked: %s', async (title) => {
    const shell = wizard({ ...SCRIPT, [title]: [CTRL_C] });
    expect(await main(QUIET, shell)).toBe(130);
    expect(await readdir(cwd)).toEqual([]);
    expect(shell.stderr()).not.toContain('at ');
  });

  it('writes nothing when the last question is answered with no', async () => {
    const shell = wizard({ ...SCRIPT, Write: [false] });
    expect(await main(QUIET, shell)).toBe(0);
    expect(await readdir(cwd)).toEqual([]);
    expect(shell.stdout()).toContain('Nothing was written.');
  });

  it('refuses a directory in use before it asks anything', async () => {
    expect(await main(['demo', '--yes', ...QUIET], memoryShell({ cwd }))).toBe(0);
    const shell = wizard(SCRIPT);
    expect(await main(['demo', ...QUIET], shell)).toBe(2);
    expect(shell.asked).toEqual([]);
  });

  it('does not ask where nobody can answer: --yes, answers given, or --json', async () => {
    const answered = [
      '--engineers',
      '4',
      '--teams',
      '1',
      '--ops-maturity',
      '2',
      '--users',
      'unknown',
    ];
    const more = ['--variability', 'steady', '--workload', 'crud', ...QUIET];
    const shell = wizard({});
    expect(await main(['a', '--yes', ...QUIET], shell)).toBe(0);
    expect(await main(['b', ...answered, ...more], shell)).toBe(0);
    expect(await main(['c', '--json', ...QUIET], shell)).toBe(2);
    expect(shell.asked).toEqual([]);
  });
});
