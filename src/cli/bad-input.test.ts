import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { main } from './create-backend.js';
import { memoryShell } from './memory-shell.js';

const LONG = 'x'.repeat(200);

const FILES: Readonly<Record<string, string | Uint8Array>> = {
  'broken.json': '{"engineers": ',
  'list.json': '[1, 2]',
  'wrong.json': '{"engineers": "many"}',
  'unknown-key.yaml': 'enginers: 4\n',
  'broken.yaml': 'a: [1\nb: }',
  'answers.txt': '{}',
  'empty.json': '',
  'binary.json': Uint8Array.of(0, 1, 2, 255),
  'big.json': `{"project": "${'x'.repeat(10 * 1024 * 1024)}"}`,
  'proto.json': '{"__proto__": {"engineers": 4}}',
  'escape.json': '{"project": "../../etc"}',
  'module.json': '{"modules": ["../orders"]}',
};

/** What is typed, and the code of the complaint. */
const BAD: readonly (readonly [string, readonly string[]])[] = [
  ['UNKNOWN_OPTION', ['shop', '--yes', '--pattrn', 'x']],
  ['UNKNOWN_COMMAND', ['docter']],
  ['TOO_MANY_ARGUMENTS', ['shop', 'store', '--yes']],
  ['MISSING_ARGUMENT', ['explain']],
  ['MISSING_VALUE', ['shop', '--yes', '--engineers']],
  ['UNKNOWN_SCHEMA', ['schema', 'answer']],
  ['MISSING_ANSWERS', ['shop']],
  ['MISSING_ANSWERS', []],
  ['TARGET_OUTSIDE', ['../shop', '--yes']],
  ['TARGET_OUTSIDE', ['/shop', '--yes']],
  ['TARGET_OUTSIDE', ['link/shop', '--yes']],
  ['TARGET_INVALID', ['', '--yes', '--project', 'shop']],
  ['TARGET_RESERVED', ['node_modules/shop', '--yes']],
  ['TARGET_NOT_EMPTY', ['full', '--yes']],
  ['TARGET_NOT_A_DIRECTORY', ['a-file', '--yes']],
  ['PROJECT_NAME_INVALID', ['My Shop', '--yes']],
  ['PROJECT_NAME_RESERVED', ['shop', '--yes', '--project', 'node_modules']],
  ['PROJECT_NAME_RESERVED', ['con', '--yes']],
  ['PROJECT_NAME_TOO_LONG', [LONG, '--yes']],
  ['ANSWER_VALUE_UNKNOWN', ['shop', '--yes', '--pattern', 'microservice']],
  ['ANSWER_NOT_A_NUMBER', ['shop', '--yes', '--engineers', 'many']],
  ['ANSWER_OUT_OF_RANGE', ['shop', '--yes', '--engineers', '-5']],
  ['ANSWER_VALUE_UNKNOWN', ['shop', '--yes', '--workload', 'crud,magic']],
  ['ANSWERS_CONTRADICT', ['shop', '--yes', '--engineers', '2', '--teams', '9']],
  ['MODULE_NAME_INVALID', ['shop', '--yes', '--modules', 'Orders!']],
  ['MODULE_NAME_RESERVED', ['shop', '--yes', '--modules', 'class']],
  ['MODULE_NAME_DUPLICATE', ['shop', '--yes', '--modules', 'order,orders']],
  ['MODULE_NAME_INVALID', ['shop', '--yes', '--modules', '__proto__']],
  ['FEATURE_UNKNOWN', ['shop', '--yes', '--feature', 'kafka']],
  ['FEATURE_UNKNOWN', ['shop', '--yes', '--without', 'constructor']],
  ['ANSWERS_UNREADABLE', ['shop', '--answers', 'nowhere.json']],
  ['ANSWERS_FORMAT', ['shop', '--answers', 'answers.txt']],
  ['ANSWERS_NOT_AN_OBJECT', ['shop', '--answers', 'list.json']],
  ['ANSWERS_NOT_AN_OBJECT', ['shop', '--answers', 'empty.json']],
  ['ANSWERS_NOT_TEXT', ['shop', '--answers', 'binary.json']],
  ['ANSWERS_TOO_LARGE', ['shop', '--answers', 'big.json']],
  ['ANSWER_NOT_A_NUMBER', ['shop', '--answers', 'wrong.json']],
  ['ANSWER_KEY_UNKNOWN', ['shop', '--answers', 'unknown-key.yaml']],
  ['PROJECT_NAME_INVALID', ['out', '--answers', 'escape.json']],
  ['MODULE_NAME_INVALID', ['shop', '--answers', 'module.json']],
  ['ANSWER_NOT_A_NUMBER', ['shop', '--answers', 'wrong.json', '--engineers', '4']],
  ['ANSWERS_MALFORMED', ['shop', '--answers', 'broken.json']],
  ['ANSWERS_MALFORMED', ['shop', '--answers', 'broken.yaml']],
  ['ANSWERS_MALFORMED', ['shop', '--answers', 'proto.json']],
];

describe('bad input', () => {
  let cwd = '';
  let before: readonly string[] = [];

  beforeAll(async () => {
    const root = await mkdtemp(join(tmpdir(), 'bad-input-'));
    cwd = join(root, 'here');
    await mkdir(join(cwd, 'full'), { recursive: true });
    await mkdir(join(root, 'elsewhere'));
    await symlink(join(root, 'elsewhere'), join(cwd, 'link'));
    await writeFile(join(cwd, 'full/notes.txt'), 'mine');
    await writeFile(join(cwd, 'a-file'), 'mine');
    await Promise.all(
      Object.entries(FILES).map(([name, content]) => writeFile(join(cwd, name), content)),
    );
    before = await everything(join(cwd, '..'));
    return () => rm(root, { recursive: true, force: true });
  });

  it.each(BAD)('%s: %j', async (code, argv) => {
    const shell = memoryShell({ cwd });
    expect(await main(argv, shell)).toBe(2);
    expect(shell.stderr()).toMatch(new RegExp(`^${code}: [^\n]+[.?:] [^\n]+[.?]\n`));
    expect(shell.stderr()).not.toMatch(/^\s+at /m);
    expect(shell.stdout()).toBe('');
    expect(await everything(join(cwd, '..'))).toEqual(before);
  });

  it.each(BAD)('%s is JSON on stdout and nothing else with --json: %j', async (code, argv) => {
    const shell = memoryShell({ cwd });
    expect(await main(['--json', ...argv], shell)).toBe(2);
    const { error } = JSON.parse(shell.stdout());
    const { message, hint } = error;
    expect(error.problems[0]).toEqual({ code, message, hint });
    expect(shell.stderr()).toBe('');
  });

  it('names the nearest valid value', async () => {
    const shell = memoryShell({ cwd });
    await main(['shop', '--yes', '--pattern', 'microservice'], shell);
    expect(shell.stderr()).toContain('Did you mean "microservices"?');
  });

  it('reads answers from stdin and complains about them alike', async () => {
    const shell = memoryShell({ cwd, stdin: '{"engineers": 0}' });
    expect(await main(['shop', '--answers', '-'], shell)).toBe(2);
    expect(shell.stderr()).toMatch(/^ANSWER_OUT_OF_RANGE/);
  });

  it('says what to type when nobody can be asked', async () => {
    const shell = memoryShell({ cwd });
    await main(['shop', '--engineers', '4', '--because', 'a b'], shell);
    expect(shell.stderr()).toContain('not answered: --teams, --ops-maturity');
    expect(shell.stderr()).toContain(
      "create-backend shop --engineers 4 --override-reason 'a b' --yes;",
    );
    expect(shell.stderr()).toContain('create-backend schema answers');
  });
});

async function everything(folder: string): Promise<readonly string[]> {
  return (await readdir(folder, { recursive: true })).toSorted();
}
