import { expect, test } from 'vitest';
import { drawProject } from '../../draw-project.js';
import type { ProjectModel } from '../../project-model.js';
import { rule } from './index.js';

function judge(project: ProjectModel, options: Record<string, unknown> = {}) {
  const outcome = rule.judge(project, options);
  if (!outcome.ok) throw new Error(outcome.problems.join());
  return outcome.judgement;
}

const codes = (project: ProjectModel, options?: Record<string, unknown>) =>
  judge(project, options).findings.map(({ code, proof }) => `${code} ${proof.join(' ')}`);

test('a project without a cycle is clean', () => {
  expect(
    codes(drawProject({ 'a.ts': ['b.ts', 'c.ts'], 'b.ts': ['c.ts'], 'c.ts': ['zod'] })),
  ).toEqual([]);
});

test('imports of excepted files close no cycle, between files and between modules', () => {
  const project = drawProject({
    'src/modules/a/x.ts': ['src/modules/b/x.ts'],
    'src/modules/b/x.ts': ['src/modules/b/test/y.ts'],
    'src/modules/b/test/y.ts': ['src/modules/a/x.ts'],
  });
  for (const between of ['files', 'modules']) {
    expect(codes(project, { between })).toHaveLength(1);
    expect(codes(project, { between, except: ['**/test/**'] })).toEqual([]);
  }
});

test('a cycle is told once, from its first file, with the shortest way round', () => {
  const project = drawProject({
    'a.ts': ['b.ts'],
    'b.ts': ['c.ts'],
    'c.ts': ['d.ts', 'a.ts'],
    'd.ts': ['a.ts', 'e.ts'],
    'e.ts': [],
  });
  const { findings } = judge(project);
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({
    code: 'CYCLE',
    file: 'a.ts',
    line: 1,
    message: '4 files need each other at run time: a.ts → b.ts → c.ts → a.ts',
    proof: ['a.ts', 'b.ts', 'c.ts', 'a.ts'],
    args: { size: 4, when: 'runtime', members: ['a.ts', 'b.ts', 'c.ts', 'd.ts'] },
  });
  expect(findings[0]?.args['cut']).toEqual([{ from: 'b.ts', to: 'c.ts', file: 'b.ts', line: 1 }]);
});

test('two components are two findings', () => {
  const project = drawProject({
    'a.ts': ['b.ts'],
    'b.ts': ['a.ts', 'c.ts'],
    'c.ts': ['d.ts'],
    'd.ts': ['c.ts'],
  });
  expect(codes(project)).toEqual(['CYCLE a.ts b.ts a.ts', 'CYCLE c.ts d.ts c.ts']);
});

test('a file may import itself only by mistake', () => {
  const { findings } = judge(drawProject({ 'a.ts': ['a.ts'] }));
  expect(findings[0]?.message).toBe('a.ts imports itself');
});

test('that a file of a larger cycle imports itself is neither the way round nor to be cut', () => {
  const [found] = judge(drawProject({ 'a.ts': ['a.ts', 'b.ts'], 'b.ts': ['a.ts'] })).findings;
  expect(found?.proof).toEqual(['a.ts', 'b.ts', 'a.ts']);
  expect(found?.args['cut']).toHaveLength(1);
});

test('a file may name its own types by its path', () => {
  expect(codes(drawProject({ 'a.ts': ['type a.ts'] }))).toEqual([]);
  const larger = { 'a.ts': ['type a.ts', 'b.ts'], 'b.ts': ['type a.ts'] };
  expect(codes(drawProject(larger))).toEqual(['TYPE_CYCLE a.ts b.ts a.ts']);
});

test('a cycle that one type import closes is a cycle of types', () => {
  const project = drawProject({ 'a.ts': ['b.ts'], 'b.ts': ['type a.ts'] });
  expect(codes(project)).toEqual(['TYPE_CYCLE a.ts b.ts a.ts']);
  expect(codes(project, { typesOnly: 'ignore' })).toEqual([]);
  expect(codes(project, { typesOnly: 'only' })).toHaveLength(1);
});

test('types around a cycle at run time only make it larger', () => {
  const project = drawProject({
    'a.ts': ['b.ts'],
    'b.ts': ['a.ts', 'type c.ts'],
    'c.ts': ['type a.ts'],
  });
  const { findings } = judge(project);
  expect(findings.map(({ message }) => message)).toEqual([
    '2 files need each other at run time (3 with type imports): a.ts → b.ts → a.ts',
  ]);
});

test.each(['dynamic', 're-export', 'require'])('%s counts as run time', (kind) => {
  expect(codes(drawProject({ 'a.ts': [`${kind} b.ts`], 'b.ts': ['a.ts'] }))).toEqual([
    'CYCLE a.ts b.ts a.ts',
  ]);
});

test('modules can need each other though no files do', () => {
  const project = drawProject({
    'src/modules/a/1.ts': ['src/modules/b/1.ts'],
    'src/modules/a/2.ts': [],
    'src/modules/b/1.ts': [],
    'src/modules/b/2.ts': ['src/modules/a/2.ts', 'src/modules/b/1.ts'],
  });
  expect(codes(project)).toEqual([]);
  expect(codes(project, { between: 'modules' })).toEqual([
    'CYCLE src/modules/a src/modules/b src/modules/a',
  ]);
});

test('modules may be named, where the layout does not say them', () => {
  const project = drawProject({
    'parts/a/1.ts': ['parts/b/1.ts'],
    'parts/b/1.ts': [],
    'parts/b/2.ts': ['parts/a/1.ts'],
  });
  expect(codes(project, { between: 'modules', modules: 'parts/<module>' })).toEqual([
    'CYCLE parts/a parts/b parts/a',
  ]);
});

test('only files within the globs are judged, and a glob without files is told', () => {
  const project = drawProject({ 'a/1.ts': ['a/2.ts'], 'a/2.ts': ['a/1.ts'], 'b/1.ts': [] });
  expect(judge(project, { within: ['b/**', 'c/**'] })).toEqual({
    findings: [],
    judged: ['b/1.ts'],
    unmatched: ['c/**'],
  });
});

test('an unknown option is refused', () => {
  expect(rule.judge(drawProject({}), { wihtin: ['**'] })).toMatchObject({ ok: false });
});
