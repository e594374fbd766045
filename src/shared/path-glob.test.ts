import { expect, test } from 'vitest';
import { anyGlob, bindGlob, globProblem, pathGlob, placeholders } from './path-glob.js';

const matches = (glob: string, path: string) => pathGlob(glob).match(path) !== undefined;

test.each([
  ['src/**', 'src/a.ts', true],
  ['src/**', 'src/a/b.ts', true],
  ['src/**', 'src', false],
  ['src/**', 'srcs/a.ts', false],
  ['**', 'a/b.ts', true],
  ['**/a.ts', 'a.ts', true],
  ['**/a.ts', 'x/y/a.ts', true],
  ['**/a.ts', 'x/ya.ts', false],
  ['src/*/a.ts', 'src/x/a.ts', true],
  ['src/*/a.ts', 'src/x/y/a.ts', false],
  ['src/**/a.ts', 'src/a.ts', true],
  ['src/**/a.ts', 'src/x/y/a.ts', true],
  ['store.*.ts', 'store.pg.ts', true],
  ['store.?.ts', 'store.pg.ts', false],
  ['{a,b.c}/*.ts', 'b.c/x.ts', true],
  ['{a,b.c}/*.ts', 'bxc/x.ts', false],
  ['a+b/(c).ts', 'a+b/(c).ts', true],
])('%s on %s is %s', (glob, path, expected) => {
  expect(matches(glob, path)).toBe(expected);
});

test('one of several globs is enough, each of the whole path', () => {
  const isAny = anyGlob(['a/**', '*.{b,c}', 'd']);
  expect(['a/x/y', 'x.c', 'd'].filter(isAny)).toHaveLength(3);
  expect(['a', 'z/a/x', 'x.c/y', 'dd', ''].filter(isAny)).toEqual([]);
});

test('a placeholder tells what it stood for, and binds another glob', () => {
  const bound = pathGlob('src/modules/<module>/**').match('src/modules/orders/domain.ts');
  expect({ ...bound }).toEqual({ module: 'orders' });
  expect(bindGlob('src/modules/<module>/**', bound ?? {})).toBe('src/modules/orders/**');
  expect(bindGlob('src/<other>/x', bound ?? {})).toBe('src/<other>/x');
  expect(placeholders('a/<x>/<yy>/<x>')).toEqual(['x', 'yy', 'x']);
});

test('a placeholder written twice stands for the same text', () => {
  expect(matches('src/<a>/<a>.ts', 'src/x/x.ts')).toBe(true);
  expect(matches('src/<a>/<a>.ts', 'src/x/y.ts')).toBe(false);
});

test.each([
  '',
  './src/**',
  '/src',
  '../x',
  '!src/**',
  'a\\b',
  'a{b',
  'a}b',
  '{a{b}}',
  'a<b',
  'a>b',
  '<Bad>',
])('%j is not a glob', (source) => {
  expect(globProblem(source)).toBeTypeOf('string');
});

test('a glob that is one has no problem', () => {
  expect(globProblem('src/modules/<module>/store.{pg,dynamodb}.ts')).toBeUndefined();
});
