import { expect, test } from 'vitest';
import type { Clause } from '#architecture/schema.js';
import { drawProject } from './draw-project.js';
import { inferClauses } from './infer-clauses.js';
import { lint } from './lint.js';

const project = drawProject({ 'src/a.ts': ['src/b.ts'], 'src/b.ts': ['src/a.ts', 'lodash'] });
const because = 'Because a test needs a reason too.';
const cycles: Clause = {
  rule: 'no-cycles',
  name: 'cycles',
  because,
  severity: 'error',
  options: {},
};
const lodash: Clause = {
  rule: 'allowed-imports',
  name: 'lodash',
  because,
  severity: 'warning',
  options: { from: '**', packages: { deny: ['lodash'] } },
};

const problemCodes = (clauses: readonly Clause[], of = project) =>
  lint(of, clauses).problems.map(({ code }) => code);

test('findings carry their clause and its reason, errors first', () => {
  const result = lint(project, [lodash, cycles]);
  expect(result.verdict).toBe('findings');
  expect(result.findings).toMatchObject([
    { clause: 'cycles', rule: 'no-cycles', severity: 'error', because },
    {
      clause: 'lodash',
      rule: 'allowed-imports',
      severity: 'warning',
      because,
      file: 'src/b.ts',
      line: 2,
    },
  ]);
  expect(result.clauses).toMatchObject([
    { name: 'lodash', files: 2, findings: 1 },
    { name: 'cycles', files: 2, findings: 1 },
  ]);
});

test('warnings alone leave a project clean', () => {
  expect(lint(project, [lodash]).verdict).toBe('clean');
});

test.each([
  ['no file', [cycles], drawProject({}), 'NO_SOURCE_FILES'],
  ['no clause', [], project, 'NO_CLAUSES'],
  ['an unknown rule', [{ ...cycles, rule: 'no-cycle' }], project, 'UNKNOWN_RULE'],
  ['an unknown option', [{ ...cycles, options: { x: 1 } }], project, 'BAD_CLAUSE_OPTIONS'],
  [
    'a clause about nothing',
    [{ ...cycles, options: { within: ['lib/**'] } }],
    project,
    'CLAUSE_MATCHES_NOTHING',
  ],
  [
    'modules that are not there',
    [{ ...cycles, options: { between: 'modules' } }],
    project,
    'CLAUSE_MATCHES_NOTHING',
  ],
  ['two clauses of one name', [cycles, cycles], project, 'CLAUSE_NAME_TWICE'],
])('%s is never green', (_, clauses, of, code) => {
  expect(problemCodes(clauses, of)).toEqual([code]);
  expect(lint(of, clauses).verdict).toBe('could-not-run');
});

test('a judged file whose imports are unknown is a problem, unless that is tolerated', () => {
  const broken = { ...project, skipped: [{ path: 'src/b.ts', reason: 'not text' }] };
  expect(problemCodes([lodash], broken)).toEqual(['FILE_NOT_JUDGED']);
  expect(
    problemCodes([{ ...lodash, options: { ...lodash.options, from: 'src/a.ts' } }], broken),
  ).toEqual([]);
  expect(lint(broken, [lodash], 'tolerate').problems).toEqual([]);
});

test('a finding of one clause does not depend on the others', () => {
  const alone = lint(project, [cycles]).findings;
  expect(lint(project, [lodash, cycles]).findings.slice(0, 1)).toEqual(alone);
});

test('without clauses cycles are looked for, of modules first where there are modules', () => {
  expect(inferClauses(project).map(({ name }) => name)).toEqual([
    'files-without-cycles',
    'no-file-knows-everything',
    'types-without-cycles',
    'no-dead-files',
  ]);
  const modular = drawProject({
    'src/modules/a/1.ts': ['src/modules/b/1.ts'],
    'src/modules/b/1.ts': ['src/modules/a/1.ts'],
  });
  const { findings, problems } = lint(modular, inferClauses(modular), 'tolerate');
  expect(problems).toEqual([]);
  expect(findings.map(({ clause }) => clause)).toEqual([
    'modules-without-cycles',
    'files-without-cycles',
  ]);
});

test('without clauses a package that tools ask for counts as used', () => {
  const asked = ['tslib', 'core-js-pure', 'sass', 'eslint-config-next', 'eslint', 'left-pad'];
  const drawn = drawProject({ 'package.json': asked, 'src/a.ts': [] });
  const { findings } = lint(drawn, inferClauses(drawn), 'tolerate');
  expect(findings.flatMap(({ args }) => args['package'] ?? [])).toEqual(['left-pad']);
});

test('clauses that nobody wrote may be about nothing, but not all of them about no file', () => {
  const about = { ...cycles, options: { within: ['lib/**'] } };
  expect(lint(project, [about], 'tolerate').problems).toEqual([]);
  expect(lint(drawProject({}), [about], 'tolerate').verdict).toBe('could-not-run');
});

test('what the system does not open is a problem, also where nobody wrote the clauses', () => {
  const file = { kind: 'file', path: 'src/b.ts', reason: 'EACCES' } as const;
  const folders = [1, 2, 3, 4, 5, 6].map((n) => {
    return { kind: 'folder', path: `src/${n}`, reason: 'EACCES' } as const;
  });
  const skipped = [{ path: 'src/b.ts', reason: 'cannot be read (EACCES)' }];
  const closed = { ...project, skipped, unreadable: [file, ...folders] };
  const both = ['FOLDERS_NOT_JUDGED', 'FILES_NOT_JUDGED'];
  expect(problemCodes([lodash], closed)).toEqual(both);
  const { problems, verdict } = lint(closed, inferClauses(closed), 'tolerate');
  expect([problems.map(({ code }) => code), verdict]).toEqual([both, 'could-not-run']);
  expect(problems[0]?.message).toMatch(/6 folders .*: src\/1 \(EACCES\), .*, and 1 more$/);
});
