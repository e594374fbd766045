import { expect, test } from 'vitest';
import { judgeDrawing } from '../../judge-drawing.js';
import { rule } from './index.js';

const shop = {
  'src/modules/orders/a.ts': ['src/modules/users/a.ts', 'src/modules/orders/b.ts', 'zod'],
  'src/modules/orders/b.ts': ['type src/modules/payments/a.ts'],
  'src/modules/users/a.ts': ['src/modules/orders/b.ts'],
  'src/modules/payments/a.ts': [],
};
const codes = (options: Record<string, unknown>) =>
  judgeDrawing(rule, shop, options).findings.map(({ args }) => `${args['from']} ${args['to']}`);

test('what is listed may be imported, and nothing else', () => {
  expect(codes({ allow: { orders: ['users'], users: [] } })).toEqual([
    'orders payments',
    'users orders',
  ]);
  expect(codes({ allow: { orders: ['users', 'pay*'], users: ['*'] } })).toEqual([]);
});

test('a module that nobody listed may import none, unless that is wanted', () => {
  expect(codes({ allow: { orders: ['*'] } })).toEqual(['users orders']);
  expect(codes({ allow: { orders: ['*'] }, unlisted: 'allow' })).toEqual([]);
});

test('types and excepted files can be left alone', () => {
  expect(codes({ allow: { orders: ['users'], users: ['*'] }, typeImports: 'allow' })).toEqual([]);
  expect(codes({ allow: { orders: ['*'] }, except: ['src/modules/users/**'] })).toEqual([]);
});

test('a listed module that is not there is told', () => {
  const { unmatched } = judgeDrawing(rule, shop, { allow: { ordres: [] }, unlisted: 'allow' });
  expect(unmatched).toEqual(['ordres']);
});
