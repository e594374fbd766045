import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { main } from '../create-backend.js';
import { BACK, CTRL_C, ENTER, memoryShell, type Script } from '../memory-shell.js';

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
  Recommended: ['event-driven'],
  Why: ["we know Kafka; it's ours"],
  Features: [['docker', 'terraform-aws', 'broker-kafka']],
  Write: ['write'],
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
    ['following every suggestion', { ...SCRIPT, Recommended: [ENTER], Features: [ENTER] }],
  ])('%s gives the same bytes as the command it prints', { timeout: 90_000 }, async (_, script) => {
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
    const shell = wizard({ ...SCRIPT, Write: ['leave'] });
    expect(await main(QUIET, shell)).toBe(0);
    expect(await readdir(cwd)).toEqual([]);
    expect(shell.stdout()).toContain('Nothing was written.');
  });

  it('does not ask what it reads from a repository, and shows it with the other answers', async () => {
    const code = join(cwd, 'old/src/modules');
    for (const name of ['orders', 'billing']) {
      await mkdir(join(code, name), { recursive: true });
      await writeFile(join(code, name, 'index.ts'), `export const ${name} = 1;\n`);
    }
    const { Modules: _, ...script } = SCRIPT;
    const shell = wizard({ ...script, List: ['write'] });
    expect(await main(['--from', 'old', '--dry-run'], shell)).toBe(0);
    expect(shell.asked.filter((title) => title.startsWith('Modules'))).toEqual([]);
    expect(shell.stderr()).toContain('Read from old: today: monolith (');
    const words = commandIn(shell.stdout()).join(' ');
    expect(words).toContain('--today monolith');
    expect(words).toContain('--modules billing,orders');
  });

  it('asks six questions in quick mode, and every one in detailed mode', async () => {
    const { 'How much': _, ...rest } = SCRIPT;
    const quick = wizard({ ...rest, 'Your answers': [CTRL_C] });
    await main([...QUIET, '--quick'], quick);
    expect(quick.asked).toHaveLength(2 + 6 + 1);
    const detailed = wizard({ 'Your answers': [CTRL_C], '': [ENTER] });
    await main([...QUIET, '--detailed'], detailed);
    expect(detailed.asked).toHaveLength(2 + 28 + 1);
  });

  it('asks the question before again at Escape, and keeps the answers after it', async () => {
    const shell = wizard({
      ...SCRIPT,
      Engineers: ['12', '30'],
      Independent: [BACK, '3'],
      'Your answers': ['done'],
    });
    expect(await main(QUIET, shell)).toBe(0);
    const again = shell.asked.filter((title) => /^(Engineers|Independent)/.test(title));
    expect(again.map((title) => title.split(' ')[0])).toEqual([
      'Engineers',
      'Independent',
      'Engineers',
      'Independent',
    ]);
    const text = await readFile(join(cwd, 'demo/architecture.json'), 'utf8');
    expect(JSON.parse(text).answers).toMatchObject({ engineers: 30, teams: 3 });
  });

  it('goes back page by page from the last one to the review', async () => {
    const shell = wizard({
      ...SCRIPT,
      'Your answers': ['done'],
      Recommended: ['event-driven', BACK, ENTER],
      Features: [BACK, ENTER],
      Write: [BACK, 'write'],
    });
    expect(await main(QUIET, shell)).toBe(0);
    expect(shell.asked.slice(-12).map((title) => title.split(' ')[0])).toEqual(
      'Your Recommended: Why Features Recommended: Your Recommended: Why Features Write Features Write'.split(
        ' ',
      ),
    );
  });

  it('comes to the review from the recommendation and from the last page', async () => {
    const shell = wizard({
      ...SCRIPT,
      'Your answers': ['done', 'engineers ', 'done'],
      Engineers: ['12', '7'],
      Recommended: ['change', ENTER],
      Features: [ENTER],
      Write: ['change', 'write'],
    });
    expect(await main(QUIET, shell)).toBe(0);
    const text = await readFile(join(cwd, 'demo/architecture.json'), 'utf8');
    expect(JSON.parse(text).answers).toMatchObject({ engineers: 7 });
  });

  it('does not leave the review page while answers contradict each other', async () => {
    const shell = wizard({
      ...SCRIPT,
      Independent: ['20', '2'],
      'Your answers': ['done', 'teams ', 'done'],
    });
    expect(await main(QUIET, shell)).toBe(0);
    const text = await readFile(join(cwd, 'demo/architecture.json'), 'utf8');
    expect(JSON.parse(text).answers).toMatchObject({ teams: 2, engineers: 12 });
  });

  it('says at once that a directory is in use, and asks for another name', async () => {
    await mkdir(join(cwd, 'demo'));
    await writeFile(join(cwd, 'demo/notes.txt'), 'mine');
    const shell = wizard({ ...SCRIPT, 'Project name': ['demo', 'fresh'] });
    expect(await main(QUIET, shell)).toBe(0);
    expect(shell.asked.slice(0, 2)).toEqual(['Project name', 'Project name']);
    expect(shell.stdout()).toMatch(/! .*demo.* is not empty/);
    expect(await readdir(join(cwd, 'demo'))).toEqual(['notes.txt']);
  });

  it('comes back to the answers when the directory was taken meanwhile', async () => {
    const shell = wizard({
      ...SCRIPT,
      'Your answers': ['done', 'project ', 'done'],
      'Project name': ['demo', 'fresh'],
    });
    const taken = {
      ...shell,
      prompts: async () => {
        const prompts = await shell.prompts();
        const checkbox: typeof prompts.checkbox = async (asked) => {
          await mkdir(join(cwd, 'demo'), { recursive: true });
          await writeFile(join(cwd, 'demo/notes.txt'), 'theirs');
          return prompts.checkbox(asked);
        };
        return { ...prompts, checkbox };
      },
    };
    expect(await main(QUIET, taken)).toBe(0);
    expect(await readdir(cwd)).toEqual(['demo', 'fresh']);
  });

  it('says which names became others', async () => {
    const shell = memoryShell({ cwd });
    expect(await main(['x', '--yes', '--modules', 'catalog', ...QUIET], shell)).toBe(0);
    expect(shell.stderr()).toContain('catalog becomes catalogs');
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
