import { expect, test } from 'vitest';
import { judgeDrawing } from '../../judge-drawing.js';
import { rule } from './index.js';

const shop = {
  'src/modules/orders/a.ts': [
    'publish order-placed',
    'consume payment-failed',
    'publish order-lost',
  ],
  'src/modules/users/a.ts': ['consume order-placed', 'publish order-placed'],
  'src/modules/users/b.ts': ['publish user-added'],
  'src/modules/users/c.ts': ['publish user-added', 'consume user-added'],
};
const told = (options: Record<string, unknown> = {}) =>
  judgeDrawing(rule, shop, options).findings.map(
    ({ code, file, line }) => `${code} ${file}:${line}`,
  );

test('a message without a publisher and one with two are told', () => {
  expect(told()).toEqual([
    'MESSAGE_PUBLISHED_TWICE src/modules/users/a.ts:2',
    'MESSAGE_NEVER_PUBLISHED src/modules/orders/a.ts:2',
  ]);
});

test('a message that nobody consumes is told on demand', () => {
  expect(told({ unheard: 'report' })).toContain('MESSAGE_NEVER_CONSUMED src/modules/orders/a.ts:3');
});

test('messages of other systems and excepted files are left alone', () => {
  expect(told({ external: ['payment-*'], except: ['src/modules/users/a.ts'] })).toEqual([]);
});

test('where contracts declare messages, one that none declares is told', () => {
  const drawing = {
    'src/modules/orders/contract.ts': ['declare order-placed', 'declare order-gone'],
    'src/modules/orders/a.ts': ['publish order-placed', 'publish order-lost'],
  };
  const { findings } = judgeDrawing(rule, drawing);
  expect(findings.map(({ code, args }) => [code, args['message']])).toEqual([
    ['MESSAGE_NOT_DECLARED', 'order-lost'],
  ]);
});

test('a command is given by whoever likes, and obeyed by the module that declares it', () => {
  const drawing = {
    'src/modules/mail/a.ts': ['declare send-mail', 'consume send-mail'],
    'src/modules/orders/a.ts': ['publish send-mail'],
    'src/modules/users/a.ts': ['publish send-mail'],
  };
  expect(judgeDrawing(rule, drawing).findings).toEqual([]);
  const alone = { 'src/modules/mail/a.ts': ['declare send-mail', 'consume send-mail'] };
  expect(judgeDrawing(rule, alone).findings).toEqual([]);
});
