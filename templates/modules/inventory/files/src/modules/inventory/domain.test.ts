import assert from 'node:assert/strict';
import { test } from 'node:test';
import { putBack, take } from './domain.ts';

const pen = { id: 'pen', name: 'Pen', price: 150, stock: 3, version: 1 };
const pad = { id: 'pad', name: 'Pad', price: 400, stock: 1, version: 1 };

test('taking stock changes every line', () => {
  const taken = take(
    [pen, pad],
    [
      { itemId: 'pen', quantity: 2 },
      { itemId: 'pad', quantity: 1 },
    ],
  );
  assert.deepEqual(taken, [
    { ...pen, stock: 1 },
    { ...pad, stock: 0 },
  ]);
});

test('one line too many refuses them all and says which', () => {
  const taken = take(
    [pen, pad],
    [
      { itemId: 'pen', quantity: 1 },
      { itemId: 'pad', quantity: 2 },
    ],
  );
  assert.deepEqual(taken, { refused: 'Only 1 of Pad left' });
});

test('the same item on two lines counts twice', () => {
  assert.ok(
    'refused' in
      take(
        [pad],
        [
          { itemId: 'pad', quantity: 1 },
          { itemId: 'pad', quantity: 1 },
        ],
      ),
  );
});

test('what is put back is what was taken', () => {
  const lines = [{ itemId: 'pen', quantity: 2 }];
  const taken = take([pen], lines);
  assert.ok(!('refused' in taken));
  assert.deepEqual(putBack(taken, lines), [pen]);
});
