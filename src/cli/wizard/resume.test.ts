import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { savedAnswersPath } from '#adapters/saved-answers.js';
import { main } from '../create-backend.js';
import { CTRL_C, ENTER, memoryShell, type Script } from '../memory-shell.js';

const QUIET = ['--no-install', '--no-git'];

const REST: Script = {
  Modules: ['orders'],
  'How much': ['quick'],
  Engineers: ['12'],
  Independent: ['3'],
  'How you run': ['3:'],
  People: [''],
  'How the load': ['spiky'],
  'What the backend': [['crud']],
  'Your answers': ['done'],
  Recommended: [ENTER],
  Features: [ENTER],
  Write: ['write'],
};

const UNTIL_TEAMS: Script = { ...REST, 'Project name': ['demo'], Independent: [CTRL_C] };

describe('a run that was left', () => {
  let root = '';
  let file = '';
  const shellWith = (script: Script, interactive = true) =>
    memoryShell({
      cwd: join(root, 'here'),
      interactive,
      script,
      env: { XDG_STATE_HOME: join(root, 'state') },
    });

  beforeEach(async () => {
    const made = await mkdtemp(join(tmpdir(), 'resume-'));
    root = made;
    file = savedAnswersPath({ XDG_STATE_HOME: join(root, 'state') }, 'linux');
    await mkdir(join(root, 'here'));
    return () => rm(made, { recursive: true, force: true });
  });

  const put = async (text: string) => {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  };

  it('keeps its answers for their owner alone and says how to go on', async () => {
    const shell = shellWith(UNTIL_TEAMS);
    expect(await main(QUIET, shell)).toBe(130);
    expect(shell.stderr()).toContain('Go on with: create-backend --resume\n');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(dirname(file))).mode & 0o777).toBe(0o700);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
      version: 1,
      depth: 'quick',
      answers: { project: 'demo', modules: ['orders'], engineers: 12 },
    });
  });

  it('is offered at the next start; what was answered is not asked again', async () => {
    await main(QUIET, shellWith(UNTIL_TEAMS));
    const shell = shellWith({ ...REST, 'Go on': ['Yes'] });
    expect(await main(QUIET, shell)).toBe(0);
    expect(shell.asked[0]).toBe('Go on where you left off? There are 3 answers for demo.');
    expect(shell.asked[1]).toMatch(/^Independent/);
    expect(shell.asked).not.toContain('How much do you want to answer?');
  });

  it('can be left behind', async () => {
    await main(QUIET, shellWith(UNTIL_TEAMS));
    const shell = shellWith({ ...REST, 'Project name': ['other'], 'Go on': ['No'] });
    expect(await main(QUIET, shell)).toBe(0);
    expect(shell.asked).toContain('Project name');
  });

  it('is taken with --resume without a question, flags before it, and cleared at the end', async () => {
    await main(QUIET, shellWith(UNTIL_TEAMS));
    const shell = shellWith(REST);
    expect(await main(['--resume', '--engineers', '20', ...QUIET], shell)).toBe(0);
    expect(shell.asked[0]).toMatch(/^Independent/);
    const text = await readFile(join(root, 'here/demo/architecture.json'), 'utf8');
    expect(JSON.parse(text).answers).toMatchObject({ engineers: 20, teams: 3, project: 'demo' });
    await expect(stat(file)).rejects.toThrow('ENOENT');
  });

  it('asks nothing with --resume --yes', async () => {
    await main(QUIET, shellWith(UNTIL_TEAMS));
    const shell = shellWith({}, false);
    expect(await main(['--resume', '--yes', ...QUIET], shell)).toBe(0);
    expect(shell.asked).toEqual([]);
    const text = await readFile(join(root, 'here/demo/architecture.json'), 'utf8');
    expect(JSON.parse(text).answers).toMatchObject({ engineers: 12, modules: ['orders'] });
  });

  it('is kept when the last page is answered with no', async () => {
    const shell = shellWith({ ...REST, 'Project name': ['demo'], Write: ['leave'] });
    expect(await main(QUIET, shell)).toBe(0);
    expect(shell.stdout()).toContain('--resume');
    expect(JSON.parse(await readFile(file, 'utf8')).answers).toMatchObject({ teams: 3 });
  });

  it('keeps what the review changed', async () => {
    const script = { ...REST, 'Project name': ['demo'], Engineers: ['12', '99'] };
    await main(QUIET, shellWith({ ...script, 'Your answers': ['engineers ', CTRL_C] }));
    expect(JSON.parse(await readFile(file, 'utf8')).answers).toMatchObject({ engineers: 99 });
  });

  it('must exist for --resume', async () => {
    const shell = shellWith({});
    expect(await main(['--resume'], shell)).toBe(2);
    expect(shell.stderr()).toMatch(/^NOTHING_TO_RESUME: /);
  });

  it.each([
    ['{"version": 1, "answers": ', 'it is no JSON object'],
    ['[]', 'it is no JSON object'],
    ['{"version": 0, "answers": {}}', 'another version of create-backend wrote it'],
    ['{"version": 1}', 'it holds no answers'],
  ])('is said and ignored where the file is damaged: %s', async (text, why) => {
    await put(text);
    const shell = shellWith({ ...REST, 'Project name': ['demo'] });
    expect(await main(QUIET, shell)).toBe(0);
    expect(shell.stderr()).toContain(`Answers of an earlier run are ignored: ${why}`);
    expect(shell.asked[0]).toBe('Project name');
  });

  it('loses only the answers that no longer are any', async () => {
    const answers = { project: 'demo', modules: ['orders'], engineers: 'many', mood: 'good' };
    await put(JSON.stringify({ version: 1, depth: 'sideways', answers }));
    const shell = shellWith({ ...REST, 'Go on': ['Yes'] });
    expect(await main(QUIET, shell)).toBe(0);
    expect(shell.stderr()).toContain('no longer valid: engineers, mood.');
    expect(shell.asked).toContain('How much do you want to answer?');
  });

  it('claims nothing where nothing could be kept', async () => {
    const shell = memoryShell({
      cwd: join(root, 'here'),
      interactive: true,
      script: UNTIL_TEAMS,
      env: { XDG_STATE_HOME: '/dev/null' },
    });
    expect(await main(QUIET, shell)).toBe(130);
    expect(shell.stderr()).toBe('\nInterrupted; nothing is left half done.\n');
  });
});

describe('the place of kept answers', () => {
  it.each([
    [{ XDG_STATE_HOME: '/s', HOME: '/h' }, 'linux', '/s/create-backend'],
    [{ HOME: '/h' }, 'linux', '/h/.local/state/create-backend'],
    [{ HOME: '/h' }, 'darwin', '/h/Library/Application Support/create-backend'],
    [{ HOME: '/h', LOCALAPPDATA: '/l' }, 'win32', '/l/create-backend'],
  ])('follows the platform: %j on %s', (env, platform, folder) => {
    expect(savedAnswersPath(env, platform)).toBe(`${folder}/unfinished-answers.json`);
  });
});
