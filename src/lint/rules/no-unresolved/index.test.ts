import { expect, test } from 'vitest';
import { judgeDrawing } from '../../judge-drawing.js';
import { rule } from './index.js';

const drawing = {
  'src/a.ts': ['src/b.ts', 'src/moved.ts', 'zod', 'node:fs'],
  'src/a.test.ts': ['type src/moved.ts'],
  'src/b.ts': [],
};

test('an import that leads nowhere is told, of whatever kind', () => {
  expect(judgeDrawing(rule, drawing).told).toEqual([
    'UNRESOLVED_IMPORT src/a.test.ts:1 imports src/moved.ts, which leads nowhere: no such file',
    'UNRESOLVED_IMPORT src/a.ts:2 imports src/moved.ts, which leads nowhere: no such file',
  ]);
});

test.each([
  { except: ['**/*.test.ts', 'src/a.ts'] },
  { ignore: ['src/moved.*'] },
  { within: 'src/b.ts' },
])('not with %j', (options) => {
  expect(judgeDrawing(rule, drawing, options).findings).toEqual([]);
});

test('a glob of no file is said', () => {
  expect(judgeDrawing(rule, drawing, { within: 'lib/**' }).unmatched).toEqual(['lib/**']);
});
