import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { main } from './arch-lint.js';

const made: string[] = [];

function project(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'arch-lint-'));
  made.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

afterEach(() => {
  for (const root of made.splice(0)) rmSync(root, { recursive: true, force: true });
});

async function run(cwd: string, ...argv: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const shell = {
    cwd,
    out: (text: string) => void out.push(text),
    err: (text: string) => void err.push(text),
  };
  const code = await main(argv, shell);
  return { code, out: out.join(''), err: err.join('') };
}

const clause = (options: unknown) =>
  JSON.stringify({
    version: 1,
    answers: { anything: true },
    clauses: [
      { rule: 'allowed-imports', name: 'io', because: 'Input and output have one place.', options },
    ],
  });
const io = { from: 'src/**', builtins: { deny: ['fs'] } };
const source = {
  'src/a.ts': `import { readFileSync } from 'node:fs';\nimport './b.js';\n`,
  'src/b.ts': '',
};

test('a finding is exit 1, with the place and the reason', async () => {
  const { code, out, err } = await run(project({ ...source, 'architecture.json': clause(io) }));
  expect([code, err]).toEqual([1, '']);
  expect(out).toMatch(/^FAILED: 1 error/);
  expect(out).toContain('src/a.ts:1:1 imports node:fs, which it may not import');
  expect(out).toContain('because: Input and output have one place.');
});

test('arch-lint [path] and arch-lint check [path] are the same', async () => {
  const root = project({ ...source, 'architecture.json': clause(io) });
  expect(await run('/', root)).toEqual(await run('/', 'check', root));
  expect(await run('/', root, '--json')).toEqual(await run(root, 'check', '--format', 'json'));
});

test('a clean project is exit 0', async () => {
  const { code, out } = await run(project({ 'src/b.ts': '', 'architecture.json': clause(io) }));
  expect([code, out.split('\n')[0]]).toEqual([0, 'OK (1 file, 0 imports, 1 clause)']);
});

test('without an architecture file cycles are found', async () => {
  const root = project({ 'a.ts': `import './b.js'`, 'b.ts': `import './a.js'` });
  const { code, out } = await run(root, '--json');
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({ config: null, findings: [{ code: 'CYCLE' }] });
});

test.each([
  ['no source file', {}, 'NO_SOURCE_FILES'],
  [
    'a clause about nothing',
    { ...source, 'architecture.json': clause({ ...io, from: 'lib/**' }) },
    'CLAUSE_MATCHES_NOTHING',
  ],
  [
    'an unknown option',
    { ...source, 'architecture.json': clause({ ...io, form: 1 }) },
    'BAD_CLAUSE_OPTIONS',
  ],
])('%s is exit 2, said in the report', async (_, files, code) => {
  const result = await run(project(files));
  expect(result.code).toBe(2);
  expect(result.out).toContain(`${code}: `);
});

test.each([
  ['no folder', ['none'], 'PROJECT_UNREADABLE'],
  ['no such config', ['--config', 'none.json'], 'ARCHITECTURE_MISSING'],
  ['a config that is not JSON', ['--config', 'src/a.ts'], 'ARCHITECTURE_NOT_JSON'],
  ['a config of another kind', ['--config', 'package.json'], 'ARCHITECTURE_INVALID'],
  ['an unknown flag', ['--jsn'], 'UNKNOWN_OPTION'],
  ['an unknown format', ['--format', 'xml'], 'INVALID_VALUE'],
])('%s is exit 2 with one coded line and no stack', async (_, argv, code) => {
  const result = await run(project({ ...source, 'package.json': '{}' }), ...argv);
  expect([result.code, result.out]).toEqual([2, '']);
  expect(result.err.split('\n')[0]).toMatch(new RegExp(`^${code}: `));
  expect(result.err).not.toContain('    at ');
});

test.each([[['--json']], [['--format', 'json']], [['--format=json']]])(
  'with %j a refusal is JSON too',
  async (form) => {
    const { code, out } = await run(project(source), ...form, '--config', 'none.json');
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ error: { code: 'ARCHITECTURE_MISSING' } });
  },
);

test('help and version are exit 0', async () => {
  expect(await run('/', '--help')).toMatchObject({ code: 0, err: '' });
  expect(await run('/', '--version')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^\d+\.\d+\.\d+/),
  });
});
