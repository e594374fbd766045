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

interface Bad {
  readonly code: string;
  readonly argv: readonly string[];
  /** What has to be changed. */
  readonly where: string | null;
  /** Part of what to do about it. */
  readonly hint?: string;
}

const bad = (code: string, argv: readonly string[], where: string | null, hint?: string): Bad => ({
  code,
  argv,
  where,
  ...(hint === undefined ? {} : { hint }),
});

const BAD: readonly Bad[] = [
  bad('UNKNOWN_OPTION', ['shop', '--yes', '--pattrn', 'x'], '--pattrn', 'Did you mean --pattern?'),
  bad('UNKNOWN_OPTION', ['--enginers', '4'], '--enginers', 'Did you mean --engineers?'),
  bad('UNKNOWN_OPTION', ['--resme'], '--resme', 'Did you mean --resume?'),
  bad('UNKNOWN_OPTION', ['-x'], '-x', '--help'),
  bad('UNKNOWN_OPTION', ['decide', '--peak-rsp', '4'], '--peak-rsp', 'Did you mean --peak-rps?'),
  bad('UNKNOWN_OPTION', ['decide', '--yes'], '--yes'),
  bad('UNKNOWN_OPTION', ['schema', 'answers', '--jsn'], '--jsn', 'Did you mean --json?'),
  bad('UNKNOWN_OPTION', ['explain', 'cost', '--al'], '--al'),
  bad('UNKNOWN_OPTION', ['doctor', '--fix'], '--fix'),
  bad('UNKNOWN_COMMAND', ['docter'], 'docter', 'create-backend doctor'),
  bad('UNKNOWN_COMMAND', ['decid'], 'decid', 'create-backend decide'),
  bad('UNKNOWN_COMMAND', ['explian', 'cost'], 'explian', 'create-backend explain'),
  bad('UNKNOWN_COMMAND', ['Schema'], 'Schema', 'create-backend schema'),
  bad('UNKNOWN_COMMAND', ['help'], 'help', '--help'),
  bad('UNKNOWN_COMMAND', ['version'], 'version', '--version'),
  bad('TOO_MANY_ARGUMENTS', ['shop', 'store', '--yes'], null),
  bad('TOO_MANY_ARGUMENTS', ['decide', 'shop'], 'decide'),
  bad('TOO_MANY_ARGUMENTS', ['explain', 'cost', 'latency'], 'explain'),
  bad('TOO_MANY_ARGUMENTS', ['schema', 'answers', 'decision'], 'schema'),
  bad('TOO_MANY_ARGUMENTS', ['doctor', 'node'], 'doctor'),
  bad('MISSING_ARGUMENT', ['explain'], 'id|path'),
  bad('MISSING_VALUE', ['shop', '--yes', '--engineers'], '--engineers'),
  bad('MISSING_VALUE', ['decide', '--answers'], '--answers'),
  bad('UNKNOWN_SCHEMA', ['schema', 'answer'], 'answer', 'Did you mean "answers"?'),
  bad('UNKNOWN_SCHEMA', ['schema', 'constructor'], 'constructor'),
  bad('UNKNOWN_SCHEMA', ['schema', ''], ''),
  bad('EVIDENCE_UNKNOWN', ['explain', 'simplicty'], 'simplicty', 'Did you mean "simplicity"?'),
  bad('EVIDENCE_UNKNOWN', ['explain', ''], ''),
  bad('NOT_A_GENERATED_REPO', ['explain', 'src/main.ts'], 'src/main.ts'),
  bad('NOTHING_TO_RESUME', ['--resume'], '--resume'),
  bad(
    'MISSING_ANSWERS',
    ['shop'],
    '--engineers, --teams, --ops-maturity, --users, --variability, --workload',
  ),
  bad(
    'MISSING_ANSWERS',
    ['./plain'],
    '--engineers, --teams, --ops-maturity, --users, --variability, --workload',
  ),
  bad(
    'MISSING_ANSWERS',
    [],
    '--engineers, --teams, --ops-maturity, --users, --variability, --workload',
    '--yes',
  ),
  bad(
    'MISSING_ANSWERS',
    ['shop', '--engineers', '4', '--teams', '1', '--quick'],
    '--ops-maturity, --users, --variability, --workload',
    'create-backend schema answers',
  ),
  bad('TARGET_OUTSIDE', ['../shop', '--yes'], '../shop'),
  bad('TARGET_OUTSIDE', ['/shop', '--yes'], '/shop'),
  bad('TARGET_OUTSIDE', ['link/shop', '--yes'], 'link/shop'),
  bad('TARGET_INVALID', ['', '--yes', '--project', 'shop'], ''),
  bad('TARGET_RESERVED', ['node_modules/shop', '--yes'], 'node_modules/shop'),
  bad('TARGET_NOT_EMPTY', ['full', '--yes'], 'full'),
  bad('TARGET_NOT_A_DIRECTORY', ['a-file', '--yes'], 'a-file'),
  bad('PROJECT_NAME_INVALID', ['My Shop', '--yes'], '--project'),
  bad('PROJECT_NAME_RESERVED', ['shop', '--yes', '--project', 'node_modules'], '--project'),
  bad('PROJECT_NAME_RESERVED', ['con', '--yes'], '--project'),
  bad('PROJECT_NAME_TOO_LONG', [LONG, '--yes'], '--project'),
  bad(
    'ANSWER_VALUE_UNKNOWN',
    ['shop', '--yes', '--pattern', 'microservice'],
    '--pattern',
    'Did you mean "microservices"?',
  ),
  bad('ANSWER_VALUE_UNKNOWN', ['shop', '--yes', '--package-manager', 'nmp'], '--package-manager'),
  bad(
    'ANSWER_VALUE_UNKNOWN',
    ['decide', '--variability', 'spikey'],
    '--variability',
    'Did you mean "spiky"?',
  ),
  bad('ANSWER_NOT_A_NUMBER', ['shop', '--yes', '--engineers', 'many'], '--engineers'),
  bad('ANSWER_NOT_A_NUMBER', ['decide', '--engineers', ''], '--engineers'),
  bad('ANSWER_NOT_A_NUMBER', ['decide', '--engineers', '0x10'], '--engineers'),
  bad('ANSWER_NOT_A_NUMBER', ['decide', '--engineers', '4.5'], '--engineers'),
  bad('ANSWER_OUT_OF_RANGE', ['shop', '--yes', '--engineers', '-5'], '--engineers'),
  bad('ANSWER_OUT_OF_RANGE', ['decide', '--availability', '100'], '--availability'),
  bad('ANSWER_OUT_OF_RANGE', ['decide', '--peak-rps', '1e99'], '--peak-rps'),
  bad('ANSWER_VALUE_UNKNOWN', ['shop', '--yes', '--workload', 'crud,magic'], '--workload'),
  bad('ANSWERS_CONTRADICT', ['shop', '--yes', '--engineers', '2', '--teams', '9'], '--teams'),
  bad('ANSWERS_CONTRADICT', ['decide', '--peak-rps', '1', '--average-rps', '9'], '--peak-rps'),
  bad('ANSWERS_CONTRADICT', ['decide', '--compliance', 'none,gdpr'], '--compliance'),
  bad('VETO_UNKNOWN', ['decide', '--accept-veto', 'strong=we thought about it'], 'acceptVetoes'),
  bad('ANSWER_INVALID', ['decide', '--accept-veto', 'strong-invariants'], 'acceptVetoes'),
  bad('MODULE_NAME_INVALID', ['shop', '--yes', '--modules', 'Orders!'], '--modules'),
  bad('MODULE_NAME_RESERVED', ['shop', '--yes', '--modules', 'class'], '--modules'),
  bad('MODULE_NAME_DUPLICATE', ['shop', '--yes', '--modules', 'order,orders'], '--modules'),
  bad('MODULE_NAME_INVALID', ['shop', '--yes', '--modules', '__proto__'], '--modules'),
  bad('FEATURE_UNKNOWN', ['shop', '--yes', '--feature', 'kafka'], '--feature', 'broker-kafka'),
  bad('FEATURE_UNKNOWN', ['shop', '--yes', '--without', 'constructor'], '--feature'),
  bad(
    'FEATURE_NOT_FOR_PATTERN',
    ['shop', '--yes', '--pattern', 'modular-monolith', '--feature', 'dynamodb'],
    '--feature',
  ),
  bad(
    'FEATURE_REQUIRES',
    ['shop', '--yes', '--pattern', 'modular-monolith', '--without', 'docker'],
    '--feature',
  ),
  bad('ANSWERS_UNREADABLE', ['shop', '--answers', 'nowhere.json'], 'nowhere.json'),
  bad('ANSWERS_UNREADABLE', ['shop', '--answers', 'full'], 'full'),
  bad('ANSWERS_FORMAT', ['shop', '--answers', 'answers.txt'], 'answers.txt'),
  bad('ANSWERS_NOT_AN_OBJECT', ['shop', '--answers', 'list.json'], 'list.json'),
  bad('ANSWERS_NOT_AN_OBJECT', ['decide', '--answers', 'empty.json'], 'empty.json'),
  bad('ANSWERS_NOT_TEXT', ['shop', '--answers', 'binary.json'], 'binary.json'),
  bad('ANSWERS_TOO_LARGE', ['shop', '--answers', 'big.json'], 'big.json'),
  bad('ANSWER_NOT_A_NUMBER', ['shop', '--answers', 'wrong.json'], 'wrong.json: engineers'),
  bad(
    'ANSWER_KEY_UNKNOWN',
    ['shop', '--answers', 'unknown-key.yaml'],
    'unknown-key.yaml: enginers',
    'Did you mean "engineers"?',
  ),
  bad('PROJECT_NAME_INVALID', ['out', '--answers', 'escape.json'], 'escape.json: project'),
  bad('MODULE_NAME_INVALID', ['shop', '--answers', 'module.json'], 'module.json: modules'),
  bad(
    'ANSWER_NOT_A_NUMBER',
    ['shop', '--answers', 'wrong.json', '--engineers', '4'],
    'wrong.json: engineers',
  ),
  bad('ANSWERS_MALFORMED', ['shop', '--answers', 'broken.json'], 'broken.json'),
  bad('ANSWERS_MALFORMED', ['decide', '--answers', 'broken.yaml'], 'broken.yaml'),
  bad('ANSWERS_MALFORMED', ['shop', '--answers', 'proto.json'], 'proto.json'),
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

  it('are many', () => expect(BAD.length).toBeGreaterThan(60));

  it.each(BAD)('$code: $argv', async ({ code, argv, hint }) => {
    const shell = memoryShell({ cwd });
    expect(await main(argv, shell)).toBe(2);
    expect(shell.stderr()).toMatch(new RegExp(`^${code}: [^\n]+[.?:] [^\n]+[.?]\n`));
    expect(shell.stderr()).toContain(hint ?? '');
    expect(shell.stderr()).not.toMatch(/^\s+at /m);
    expect(shell.stdout()).toBe('');
    expect(await everything(join(cwd, '..'))).toEqual(before);
  });

  it.each(BAD)(
    'is one JSON value on stdout and nothing else with --json: $code: $argv',
    async (one) => {
      const { code, argv, where } = one;
      const shell = memoryShell({ cwd });
      expect(await main(['--json', ...argv], shell)).toBe(2);
      const { ok, problems } = JSON.parse(shell.stdout());
      expect(ok).toBe(false);
      for (const problem of problems) {
        expect(Object.keys(problem)).toEqual(['code', 'message', 'hint', 'where']);
      }
      expect(problems[0]).toMatchObject({ code, where });
      expect(shell.stderr()).toBe('');
    },
  );

  it('takes --json in front of a command and behind it', async () => {
    const outputs = [
      ['--json', 'explain', 'cost'],
      ['explain', '--json', 'cost'],
      ['explain', 'cost', '--json'],
    ].map(async (argv) => {
      const shell = memoryShell({ cwd });
      expect(await main(argv, shell)).toBe(0);
      return JSON.parse(shell.stdout());
    });
    const [first, ...others] = await Promise.all(outputs);
    expect(first.id).toBe('cost');
    expect(others).toEqual([first, first]);
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
