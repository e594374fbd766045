import { expect, test } from 'vitest';
import { drawProject } from '../../draw-project.js';
import type { ProjectModel } from '../../project-model.js';
import { rule } from './index.js';

const layers = ['cli/**', ['one/**', 'two/**'], 'base/**'];

function judge(project: ProjectModel, options: Record<string, unknown>) {
  const outcome = rule.judge(project, options);
  if (!outcome.ok) throw new Error(outcome.problems.join());
  return outcome.judgement;
}

const project = drawProject({
  'base/a.ts': ['base/b.ts', 'one/a.ts'],
  'base/b.ts': ['type cli/main.ts'],
  'cli/main.ts': ['one/a.ts', 'two/a.ts', 'base/a.ts', 'zod', 'other/a.ts'],
  'one/a.ts': ['one/b.ts', 'type two/a.ts'],
  'one/b.ts': ['two/a.ts'],
  'other/a.ts': ['cli/main.ts'],
  'two/a.ts': ['type one/a.ts', 'base/b.ts'],
});

const found = (siblings: string) =>
  judge(project, { layers, siblings }).findings.map(
    ({ code, proof }) => `${code} ${proof.join(' ')}`,
  );

const upward = ['UPWARD_IMPORT base/a.ts one/a.ts', 'UPWARD_IMPORT base/b.ts cli/main.ts'];

test('imports go downwards only, those of types too', () => {
  expect(found('allow')).toEqual(upward);
});

test.each([
  ['deny', ['one/a.ts two/a.ts', 'one/b.ts two/a.ts', 'two/a.ts one/a.ts']],
  ['types', ['one/b.ts two/a.ts']],
  ['types-of-earlier', ['one/a.ts two/a.ts', 'one/b.ts two/a.ts']],
])('siblings: %s', (siblings, expected) => {
  expect(found(siblings)).toEqual([...upward, ...expected.map((edge) => `SIBLING_IMPORT ${edge}`)]);
});

test('each value of a placeholder is a sibling of the others', () => {
  const modules = drawProject({
    'm/a/1.ts': ['m/a/2.ts', 'm/b/1.ts'],
    'm/a/2.ts': [],
    'm/b/1.ts': [],
    'base/x.ts': [],
  });
  const { findings } = judge(modules, { layers: ['m/<module>/**', 'base/**'] });
  expect(findings.map(({ proof }) => proof)).toEqual([['m/a/1.ts', 'm/b/1.ts']]);
});

test('excepted files may import anything', () => {
  const { findings, judged } = judge(project, { layers, siblings: 'allow', except: ['base/a.ts'] });
  expect(findings.map(({ file }) => file)).toEqual(['base/b.ts']);
  expect(judged).not.toContain('base/a.ts');
});

test('files of no layer are not judged, and a layer without files is told', () => {
  const { judged, unmatched } = judge(project, { layers: ['cli/**', 'nothing/**'] });
  expect(judged).toEqual(['cli/main.ts']);
  expect(unmatched).toEqual(['nothing/**']);
});
