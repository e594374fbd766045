import { expect, test } from 'vitest';
import { judgeDrawing } from '../../judge-drawing.js';
import { rule } from './index.js';

const shop = {
  'src/modules/orders/store.ts': ['define table orders', 'read table users', 'write table audit'],
  'src/modules/users/store.ts': [
    'write table users',
    'write table audit',
    'read table payments.charges',
  ],
  'src/modules/payments/store.ts': ['define table orders', 'write table payments.charges'],
  'src/report.ts': ['read table users'],
};
const told = (options: Record<string, unknown> = {}) =>
  judgeDrawing(rule, shop, options).findings.map(
    ({ code, args, message }) =>
      `${code} ${args['module']} ${args['table']}${/ \(.*\)/.exec(message)?.[0] ?? ''}`,
  );

test('the owner is who defines it, who has its schema, or its only writer', () => {
  expect(told()).toEqual([
    'FOREIGN_TABLE_READ orders users (it alone writes it)',
    'TABLE_WITHOUT_OWNER orders audit',
    'TABLE_OWNED_TWICE payments orders (it defines it)',
    'TABLE_WITHOUT_OWNER users audit',
    'FOREIGN_TABLE_READ users payments.charges (it has its schema)',
  ]);
});

test('owners can be named, tables shared, reads allowed, files excepted', () => {
  expect(told({ owners: { audit: 'users' }, reads: 'allow' })).toEqual([
    'FOREIGN_TABLE_WRITE orders audit (it is named as its owner)',
    'TABLE_OWNED_TWICE payments orders (it defines it)',
  ]);
  expect(told({ shared: ['audit', 'orders'], reads: 'allow' })).toEqual([]);
  expect(told({ shared: ['audit'], except: ['src/modules/payments/**'], reads: 'allow' })).toEqual(
    [],
  );
});

test('with a schema for each module two tables may have one name', () => {
  const drawing = {
    'src/modules/notes/a.ts': ['define table document', 'write table document'],
    'src/modules/files/a.ts': ['define table document', 'read table document'],
    'src/modules/users/a.ts': ['read table document', 'write table notes.document'],
  };
  const { findings } = judgeDrawing(rule, drawing, { schemas: 'own' });
  expect(findings.map(({ code, file, args }) => [code, file, args['table']])).toEqual([
    ['FOREIGN_TABLE_READ', 'src/modules/users/a.ts', 'document'],
    ['FOREIGN_TABLE_WRITE', 'src/modules/users/a.ts', 'notes.document'],
  ]);
});
