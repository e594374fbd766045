import { expect, test } from 'vitest';
import { drawProject } from '../../draw-project.js';
import { judgeDrawing } from '../../judge-drawing.js';
import { rule } from './index.js';

const repo = {
  'src/modules/a/1.ts': [
    '400 lines',
    'src/modules/b/1.ts',
    'src/modules/b/1.ts',
    'src/modules/c/1.ts',
  ],
  'src/modules/a/2.ts': ['type src/modules/c/1.ts'],
  'src/modules/b/1.ts': ['20 lines'],
  'src/modules/c/1.ts': ['src/modules/c/1.ts'],
};
const told = (options: Record<string, unknown>) =>
  judgeDrawing(rule, repo, options).told.map((text) => text.replace(/, at most.*/, ''));

test.each([
  [{ lines: 399 }, 'FILE_TOO_LONG src/modules/a/1.ts:1 has 400 lines'],
  [{ imports: 1 }, 'FILE_IMPORTS_TOO_MANY src/modules/a/1.ts:1 imports 2 files'],
  [{ importers: 1 }, 'FILE_IMPORTED_BY_TOO_MANY src/modules/c/1.ts:1 is imported by 2 files'],
  [{ moduleFiles: 1 }, 'MODULE_TOO_LARGE src/modules/a/1.ts:1 module a has 2 files'],
  [{ moduleImports: 1 }, 'MODULE_IMPORTS_TOO_MANY src/modules/a/1.ts:1 module a imports 2 modules'],
  [
    { moduleImporters: 0, within: 'src/modules/b/**' },
    'MODULE_IMPORTED_BY_TOO_MANY src/modules/b/1.ts:1 module b is imported by 1 modules',
  ],
])('%j', (options, expected) => {
  expect(told(options)).toEqual([expected]);
});

test('at the limit is within it, and excepted files have none', () => {
  expect(
    told({
      lines: 400,
      imports: 2,
      importers: 2,
      moduleFiles: 2,
      moduleImports: 2,
      moduleImporters: 1,
    }),
  ).toEqual([]);
  expect(told({ lines: 1, except: ['**'] })).toEqual([]);
});

test('a clause without a limit is refused', () => {
  expect(() => told({})).toThrow('at least one limit');
});

test('a file that only lists others may be passed over', () => {
  const project = drawProject({ 'list.ts': ['a.ts', 'b.ts'], 'a.ts': [], 'b.ts': [] });
  const codes = (bytes: number, lists: string) => {
    const files = project.files.map((file) => ({ ...file, bytes }));
    const outcome = rule.judge({ ...project, files }, { imports: 1, lists });
    return outcome.ok ? outcome.judgement.findings.map(({ file }) => file) : outcome.problems;
  };
  expect(codes(319, 'report')).toEqual(['list.ts']);
  expect(codes(319, 'ignore')).toEqual([]);
  expect(codes(320, 'ignore')).toEqual(['list.ts']);
});
