import { expect, test } from 'vitest';
import { judgeDrawing } from '../../judge-drawing.js';
import { rule } from './index.js';

const repo = {
  'package.json': ['entry src/api.ts'],
  'src/api.ts': ['src/used.ts'],
  'src/used.ts': [],
  'src/alone.ts': ['src/below.ts'],
  'src/below.ts': [],
  'src/self.ts': ['src/self.ts'],
  'src/mocked.ts': [],
  'src/tested.ts': [],
  'src/a.test.ts': ['mock src/mocked.ts', 'src/tested.ts'],
  'src/types.d.ts': [],
};
const told = (options: Record<string, unknown> = {}) =>
  judgeDrawing(rule, repo, options).findings.map(({ code, file }) => `${code} ${file}`);

test('what no entry reaches is told, a mock is no use, and importing itself neither', () => {
  expect(told()).toEqual([
    'ORPHAN_FILE src/alone.ts',
    'UNREACHABLE_FILE src/below.ts',
    'ORPHAN_FILE src/mocked.ts',
    'ORPHAN_FILE src/self.ts',
  ]);
});

test('entries can be named, then usual names no longer count', () => {
  expect(
    told({ entries: ['src/alone.ts', 'src/types.d.ts'], within: 'src/{api,used,below}.ts' }),
  ).toEqual(['ORPHAN_FILE src/api.ts', 'UNREACHABLE_FILE src/used.ts']);
});

test('an entry that is not there is told', () => {
  expect(judgeDrawing(rule, repo, { entries: ['src/gone.ts'] }).unmatched).toEqual(['src/gone.ts']);
});

test('excepted files may be alone', () => {
  expect(told({ except: ['src/{alone,below,mocked,self}.ts'] })).toEqual([]);
});

test('when too many seem to be alone, the entries are unknown', () => {
  expect(told({ believable: 0.3 })).toEqual([]);
  expect(told({ believable: 0.5 })).toHaveLength(4);
});
