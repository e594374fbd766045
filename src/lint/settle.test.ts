import { expect, test } from 'vitest';
import type { Clause } from '#architecture/schema.js';
import { affectedFiles } from './affected.js';
import { baselineOf } from './baseline.js';
import { drawProject } from './draw-project.js';
import { lint } from './lint.js';
import type { Directive } from './project-model.js';
import { settle, type Terms } from './settle.js';

const clause: Clause = {
  rule: 'forbidden-package',
  name: 'no-moment',
  because: 'Because a test needs a reason too.',
  severity: 'error',
  options: { packages: 'moment' },
};
const project = drawProject({
  'a.ts': ['zod', 'moment'],
  'b.ts': ['moment', 'a.ts'],
  'c.ts': ['b.ts'],
});
const judged = lint(project, [clause]);
const terms: Terms = { today: '2026-06-01', baseline: null, only: null };

function settled(directives: readonly Directive[], more: Partial<Terms> = {}) {
  const { verdict, findings, suppressed } = settle({ ...project, directives }, judged, {
    ...terms,
    ...more,
  });
  return [verdict, suppressed.length, ...findings.map(({ code, file }) => `${code} ${file}`)];
}
const comment = (file: string, line: number, text: string): Directive => ({ file, line, text });

test.each([
  ['on its line', comment('a.ts', 2, 'arch-lint-ignore no-moment: goes with the old API')],
  ['on the line before', comment('a.ts', 1, 'arch-lint-ignore forbidden-package, x: old API')],
  ['in its file', comment('a.ts', 90, 'arch-lint-ignore-file no-moment: old API')],
  ['until its day', comment('a.ts', 2, 'arch-lint-ignore no-moment until 2026-06-01: old API')],
])('a finding is set aside by a comment %s', (_, directive) => {
  expect(settled([directive])).toEqual(['findings', 1, 'FORBIDDEN_PACKAGE b.ts']);
});

test.each([
  ['without a reason', 'arch-lint-ignore no-moment', 'SUPPRESSION_WITHOUT_REASON'],
  ['with an empty reason', 'arch-lint-ignore no-moment: ', 'SUPPRESSION_WITHOUT_REASON'],
  ['of an unknown clause', 'arch-lint-ignore no-momnet: old API', 'SUPPRESSION_OF_NOTHING'],
  ['that has ended', 'arch-lint-ignore no-moment until 2026-05-31: old', 'SUPPRESSION_EXPIRED'],
  ['without a name', 'arch-lint-ignore: old API', 'SUPPRESSION_UNREADABLE'],
])('a comment %s hides nothing and is an error', (_, text, code) => {
  expect(settled([comment('a.ts', 2, text)])).toEqual([
    'findings',
    0,
    'FORBIDDEN_PACKAGE a.ts',
    'FORBIDDEN_PACKAGE b.ts',
    `${code} a.ts`,
  ]);
});

test('a comment that hides nothing is a warning, in a full run only', () => {
  const idle = comment('c.ts', 1, 'arch-lint-ignore no-moment: old API');
  expect(settled([idle])).toContain('SUPPRESSION_UNUSED c.ts');
  expect(settled([idle], { only: new Set(['c.ts']) })).toEqual(['clean', 0]);
});

test('a stale entry fails a full run and is not judged in a partial one', () => {
  const baseline = baselineOf(judged.findings);
  const stale = {
    ...baseline.findings[0],
    file: 'gone.ts',
    clause: 'no-moment',
    code: 'X',
    subject: '',
  };
  const grown = { ...baseline, findings: [...baseline.findings, stale] };
  expect(settle(project, judged, { ...terms, baseline })).toMatchObject({
    verdict: 'clean',
    findings: [],
  });
  expect(settle(project, judged, { ...terms, baseline: grown })).toMatchObject({
    verdict: 'findings',
    stale: [{ file: 'gone.ts' }],
  });
  expect(
    settle(project, judged, { ...terms, baseline: grown, only: new Set(['a.ts']) }),
  ).toMatchObject({ verdict: 'clean', stale: [] });
});

test('a partial run counts what concerns its files, and what they can affect', () => {
  expect(settled([], { only: new Set(['a.ts']) })).toEqual([
    'findings',
    0,
    'FORBIDDEN_PACKAGE a.ts',
  ]);
  expect([...affectedFiles(project, new Set(['b.ts']))]).toEqual(['b.ts', 'c.ts']);
});
