import { expect, test } from 'vitest';
import { judgeDrawing } from '../../judge-drawing.js';
import { rule } from './index.js';

const repo = {
  'src/shared/money.ts': ['src/shared/round.ts'],
  'src/shared/round.ts': [],
  'src/shared/vat.ts': ['src/modules/orders/rates.ts'],
  'src/shared/dead.ts': [],
  'src/shared/boot.ts': [],
  'src/main.ts': ['src/shared/boot.ts'],
  'src/modules/orders/a.ts': ['src/shared/money.ts', 'src/shared/vat.ts'],
  'src/modules/orders/rates.ts': [],
  'src/modules/users/a.ts': ['src/shared/money.ts', 'src/shared/boot.ts'],
};
const told = (options: Record<string, unknown> = {}) =>
  judgeDrawing(rule, repo, { shared: 'src/shared/**', ...options }).findings.map(
    ({ code, file }) => `${code} ${file}`,
  );

test('what one module alone uses, and what knows a module, is told', () => {
  expect(told()).toEqual([
    'SHARED_KNOWS_MODULE src/shared/vat.ts',
    'SHARED_BY_FEW src/shared/vat.ts',
  ]);
  expect(told({ users: 1 })).toEqual(['SHARED_KNOWS_MODULE src/shared/vat.ts']);
});

test('it grows up to a number of files or a share of all', () => {
  expect(told({ users: 1, files: 5, share: 0.56 })).toHaveLength(1);
  expect(told({ users: 1, files: 4 })[0]).toBe('SHARED_TOO_LARGE src/shared/boot.ts');
  expect(told({ users: 1, share: 0.5 })[0]).toBe('SHARED_TOO_LARGE src/shared/boot.ts');
});

test('a kernel that is not there is told', () => {
  expect(judgeDrawing(rule, repo, { shared: 'src/common/**' }).unmatched).toEqual([
    'src/common/**',
  ]);
});
