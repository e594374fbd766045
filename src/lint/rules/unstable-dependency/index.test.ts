import { expect, test } from 'vitest';
import { judgeDrawing } from '../../judge-drawing.js';
import { rule } from './index.js';

const repo = {
  'src/modules/app/1.ts': ['src/modules/core/1.ts'],
  'src/modules/app/2.ts': ['src/modules/core/1.ts'],
  'src/modules/app/3.ts': ['src/modules/core/1.ts'],
  'src/modules/core/1.ts': ['src/modules/jobs/1.ts'],
  'src/modules/jobs/1.ts': [
    'src/modules/base/1.ts',
    'src/modules/base/2.ts',
    'src/modules/base/3.ts',
  ],
  'src/modules/base/1.ts': [],
  'src/modules/base/2.ts': [],
  'src/modules/base/3.ts': [],
};

test('what many lean on must not lean on what is less stable', () => {
  const { findings } = judgeDrawing(rule, repo);
  expect(findings.map(({ subject, message }) => `${subject}: ${message}`)).toEqual([
    'core → jobs: core (instability 0.25, 3 files lean on it) depends on jobs (instability 0.75)',
  ]);
});

test('tolerance and the number of dependents decide', () => {
  expect(judgeDrawing(rule, repo, { tolerance: 0.5 }).findings).toEqual([]);
  expect(judgeDrawing(rule, repo, { dependents: 4 }).findings).toEqual([]);
});

test('imports of excepted files do not count', () => {
  const tested = { ...repo, 'src/modules/core/test/1.ts': ['src/modules/jobs/1.ts'] };
  const { 'src/modules/core/1.ts': _, ...others } = tested;
  const drawing = { ...others, 'src/modules/core/1.ts': [] };
  expect(judgeDrawing(rule, drawing).findings).toHaveLength(1);
  expect(judgeDrawing(rule, drawing, { except: ['**/test/**'] }).findings).toEqual([]);
});
