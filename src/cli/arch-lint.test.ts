import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import {
  lintProject as project,
  removeProjects,
  runArchLint as run,
} from './testing/lint-project.js';

afterEach(removeProjects);

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

const REFUSED = [
  ['no folder', ['none'], 'PROJECT_UNREADABLE', 'none'],
  ['no such config', ['--config', 'none.json'], 'ARCHITECTURE_MISSING', '--config'],
  ['a config that is not JSON', ['--config', 'src/a.ts'], 'ARCHITECTURE_NOT_JSON', 'src/a.ts'],
  ['a config that is a folder', ['--config', 'src'], 'ARCHITECTURE_UNREADABLE', 'src'],
  [
    'a config of another kind',
    ['--config', 'package.json'],
    'ARCHITECTURE_INVALID',
    'package.json',
  ],
  ['an unknown flag', ['--jsn'], 'UNKNOWN_OPTION', '--jsn'],
  ['a mistyped command', ['chek'], 'UNKNOWN_COMMAND', 'chek'],
  ['a word for a flag', ['help'], 'UNKNOWN_COMMAND', 'help'],
  ['two projects', ['check', '.', '.'], 'TOO_MANY_ARGUMENTS', 'check'],
  ['a flag without its value', ['--config'], 'MISSING_VALUE', '--config'],
  ['an unknown format', ['--format', 'xml'], 'INVALID_VALUE', '--format'],
] as const;

test.each(REFUSED)('%s is exit 2 with one coded line and no stack', async (_, argv, code) => {
  const result = await run(project({ ...source, 'package.json': '{}' }), ...argv);
  expect([result.code, result.out]).toEqual([2, '']);
  expect(result.err.split('\n')[0]).toMatch(new RegExp(`^${code}: `));
  expect(result.err).not.toContain('    at ');
});

test.each(REFUSED)('%s is one JSON value with --json', async (_, argv, code, where) => {
  const files = { ...source, 'package.json': '{}' };
  const result = await run(project(files), '--json', ...argv);
  expect([result.code, result.err]).toEqual([2, '']);
  const { ok, problems } = JSON.parse(result.out);
  expect(ok).toBe(false);
  expect(problems[0]).toMatchObject({ code, where });
});

test.each([[['--json']], [['--format', 'json']], [['--format=json']]])(
  'with %j a refusal is JSON too',
  async (form) => {
    const { code, out } = await run(project(source), ...form, '--config', 'none.json');
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      problems: [{ code: 'ARCHITECTURE_MISSING' }],
    });
  },
);

test('help and version are exit 0', async () => {
  expect(await run('/', '--help')).toMatchObject({ code: 0, err: '' });
  expect(await run('/', '--version')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^\d+\.\d+\.\d+/),
  });
});

describe('a baseline', () => {
  const two = {
    'src/a.ts': `import 'node:fs';\n`,
    'src/b.ts': `import 'node:fs';\n`,
    'architecture.json': clause(io),
  };
  const write = (root: string, path: string, text: string) => writeFileSync(join(root, path), text);

  test('tolerates what is known, fails what is new, and only shrinks', async () => {
    const root = project(two);
    expect(await run(root, 'baseline')).toMatchObject({
      code: 0,
      out: 'Wrote arch-lint.baseline.json: 2 findings known\n',
    });
    expect((await run(root)).out).toMatch(/^OK \(2 files, 2 imports, 1 clause, 2 known\)/);
    expect((await run(root, '--no-baseline')).code).toBe(1);

    write(root, 'src/b.ts', '');
    write(root, 'src/c.ts', `import 'node:fs';\n`);
    const both = await run(root);
    expect([both.code, both.out]).toEqual([
      1,
      expect.stringContaining('FAILED: 1 error, 1 fixed but still in the baseline'),
    ]);
    expect(both.out).toContain('src/b.ts → fs [io]');

    const shrunk = await run(root, 'baseline');
    expect([shrunk.code, shrunk.out]).toEqual([
      1,
      '1 finding known: 1 removed, 0 added; 1 new ones left out, --accept adds them\n',
    ]);
    expect((await run(root)).out).toMatch(/^FAILED: 1 error \(3 files/);
    expect(await run(root, 'baseline', '--accept')).toMatchObject({
      code: 0,
      out: '2 findings known: 0 removed, 1 added\n',
    });
    expect((await run(root)).code).toBe(0);
  });

  test('that is damaged or not there is exit 2', async () => {
    const root = project({ ...two, 'arch-lint.baseline.json': '{"version":2}' });
    expect(await run(root)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^BASELINE_INVALID: /),
    });
    expect(await run(root, '--baseline', 'none.json')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^BASELINE_MISSING: /),
    });
  });
});

test('with --since only what stands in changed files counts, with --affected what they reach', async () => {
  const root = project({
    'src/a.ts': `import 'node:fs';\n`,
    'src/b.ts': `import 'node:fs';\nimport './c.js';\n`,
    'src/c.ts': '',
    'architecture.json': clause(io),
  });
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@localhost', ...args], {
      cwd: root,
    });
  git('init', '-q');
  git('add', '-A');
  git('commit', '-qm', 'first');
  expect((await run(root, '--since', 'HEAD')).out).toMatch(/^OK .*only 0 files changed since HEAD/);
  writeFileSync(join(root, 'src/c.ts'), 'export const c = 1;\n');
  expect((await run(root, '--since', 'HEAD')).code).toBe(0);
  const affected = await run(root, '--since', 'HEAD', '--affected');
  expect(affected.out).toMatch(/^FAILED: 1 error .*only 2 files affected since HEAD/);
  expect(affected.out).toContain('src/b.ts:1:1');
  expect(await run(root, '--since', 'gone')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^CHANGES_UNKNOWN: /),
  });
  expect(await run(root, '--since=--output=x')).toMatchObject({ code: 2 });
  expect(await run(root, '--affected')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^AFFECTED_BY_WHAT: /),
  });
});

test('a report goes to a file on demand, and the text to the terminal', async () => {
  const root = project({ ...source, 'architecture.json': clause(io) });
  const { code, out } = await run(root, '--format', 'html', '--output', 'report.html');
  expect([code, out]).toEqual([1, expect.stringMatching(/^FAILED: 1 error/)]);
  expect(readFileSync(join(root, 'report.html'), 'utf8')).toMatch(/^<!doctype html>/);
  expect((await run(root, '--format', 'html', '--output', 'no/such.html')).code).toBe(2);
});

test('init writes what is there, after which the check is clean, and a new dependency is not', async () => {
  const root = project({
    'package.json': '{"name":"shop","type":"module"}',
    'src/modules/orders/a.ts': `import '../users/a.js';\nimport 'left-pad';\n`,
    'src/modules/users/a.ts': '',
    'src/main.ts': `import './modules/orders/a.js';\n`,
  });
  const { code, out } = await run(root, 'init');
  expect([code, out]).toEqual([
    0,
    expect.stringContaining('modules by src/modules/<module>: orders, users'),
  ]);
  expect(out).toContain('1 finding known');
  expect((await run(root)).out).toMatch(/^OK .*1 known/);
  writeFileSync(join(root, 'src/modules/users/a.ts'), `import type {} from '../orders/a.js';\n`);
  expect((await run(root)).out).toContain(
    'users imports src/modules/orders/a.ts of orders; it may import no other module',
  );
  expect(await run(root, 'init')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^ARCHITECTURE_EXISTS: /),
  });
  expect(await run(project({}), 'init')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^NO_SOURCE_FILES: /),
  });
});

test('a clause about tables has them looked for', async () => {
  const tables = {
    rule: 'table-ownership',
    name: 'tables',
    because: 'A table that two modules use can be changed by neither.',
  };
  const root = project({
    'architecture.json': JSON.stringify({ version: 1, clauses: [tables] }),
    'src/modules/orders/store.ts': 'await sql`INSERT INTO users.accounts (id) VALUES (1)`;\n',
    'src/modules/users/store.ts': 'await sql`UPDATE users.accounts SET id = 2`;\n',
  });
  const { code, out } = await run(root);
  expect([code, out]).toEqual([
    1,
    expect.stringContaining('orders writes table users.accounts, which users owns'),
  ]);
});

describe('services that their folders alone do not tell apart', () => {
  const services = {
    'services/orders/main.ts': "export const SQL = 'update orders set total = 0';",
    'services/stock/main.ts': "export const SQL = 'select total from orders';",
    'services/mail/main.ts': '',
  };
  const LOOKS_LIKE = 'Looks like: distributed-monolith (confidence medium)';
  const second = async (root: string, ...flags: string[]) =>
    (await run(root, ...flags)).out.split('\n')[1];

  test('are read for what they share, also without being asked', async () => {
    const root = project(services);
    expect(await second(root)).toContain(LOOKS_LIKE);
    expect(await second(root, '--no-cache')).toContain(LOOKS_LIKE);
  });

  test('are not where that would take long, unless asked', async () => {
    const many = Array.from({ length: 2_000 }, (_, at) => [`services/mail/${at}.ts`, '']);
    const root = project({ ...services, ...Object.fromEntries(many) });
    expect(await second(root)).toBe('Pattern unclear: 3 services: --facts tells which kind');
    expect(await second(root, '--facts')).toContain(LOOKS_LIKE);
  });

  test('what clauses say is then judged by the same facts', async () => {
    const { out } = await run(project(services), '--json');
    expect(JSON.parse(out).clauses.map(({ name }: { name: string }) => name)).toContain(
      'tables-have-owners',
    );
  });
});
