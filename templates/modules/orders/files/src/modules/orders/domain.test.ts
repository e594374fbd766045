import assert from 'node:assert/strict';
import { test } from 'node:test';
import { advance, place } from './domain.ts';

const order = place(
  'o1',
  'c1',
  [
    { itemId: 'pen', name: 'Pen', price: 150, quantity: 3 },
    { itemId: 'pad', name: 'Pad', price: 400, quantity: 1 },
  ],
  'tok_ok',
);

test('the total is the price of all lines', () => {
  assert.equal(order.total, 850);
});

test('an order goes from placed to reserved to confirmed', () => {
  const reserved = advance(order, 'reserved');
  assert.equal(reserved?.state, 'reserved');
  assert.equal(reserved && advance(reserved, 'confirmed')?.state, 'confirmed');
});

test('an order cannot be confirmed before its stock is reserved', () => {
  assert.equal(advance(order, 'confirmed'), null);
});

test('a repeated or late message changes nothing', () => {
  const rejected = advance(order, 'rejected', 'sold out');
  assert.equal(rejected?.reason, 'sold out');
  assert.equal(rejected && advance(rejected, 'reserved'), null);
});
