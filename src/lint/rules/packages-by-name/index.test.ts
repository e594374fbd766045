import { expect, test } from 'vitest';
import { judgeDrawing } from '../../judge-drawing.js';
import { rule } from './index.js';

const repo = {
  'packages/a/package.json': ['name @x/a'],
  'packages/a/src/a.ts': ['@x/b', '../../b/src/inside.ts', './more.ts', '../../b/package.json'],
  'packages/a/src/more.ts': ['type ../../b/src/b.ts'],
  'packages/b/package.json': ['name @x/b'],
  'packages/b/src/b.ts': [],
  'packages/b/src/inside.ts': [],
};
const told = (options: Record<string, unknown> = {}) =>
  judgeDrawing(rule, repo, options).findings.map(
    ({ file, args }) => `${file} ${String(args['target'])}`,
  );

test('a path into another package is told, its name and paths within are not', () => {
  expect(told()).toEqual([
    'packages/a/src/a.ts packages/b/src/inside.ts',
    'packages/a/src/more.ts packages/b/src/b.ts',
  ]);
  expect(told({ typeImports: 'allow', except: ['packages/a/src/a.ts'] })).toEqual([]);
});

test('without packages it is not green', () => {
  expect(judgeDrawing(rule, { 'a.ts': [] }).unmatched).toEqual(['a package.json below the root']);
});
