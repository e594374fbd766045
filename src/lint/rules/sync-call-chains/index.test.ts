import { expect, test } from 'vitest';
import { judgeDrawing } from '../../judge-drawing.js';
import { rule } from './index.js';

const chain = {
  'services/web/a.ts': ['call orders', 'call web'],
  'services/orders/a.ts': ['call stock', 'call users'],
  'services/stock/a.ts': ['call prices'],
  'services/users/a.ts': [],
  'services/prices/a.ts': [],
};
const told = (drawing: Record<string, string[]>, options: Record<string, unknown> = {}) =>
  judgeDrawing(rule, drawing, options).findings.map(
    ({ code, proof }) => `${code} ${proof.join(' ')}`,
  );

test('the longest chain from where calls begin is told once', () => {
  expect(told(chain)).toEqual(['SYNC_CALL_CHAIN web orders stock prices']);
  expect(told(chain, { most: 3 })).toEqual([]);
  expect(told(chain, { except: ['services/stock/**'] })).toEqual([]);
});

test('a circle is told once, by its shortest way round', () => {
  expect(told({ ...chain, 'services/users/a.ts': ['call orders'] })).toEqual([
    'SYNC_CALL_CIRCLE orders users orders',
  ]);
});

test('without an app it is not green', () => {
  expect(judgeDrawing(rule, { 'src/a.ts': [] }).unmatched).not.toEqual([]);
});
