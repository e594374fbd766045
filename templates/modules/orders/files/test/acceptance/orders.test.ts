import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiUnderTest, request, signUp } from '#test/api.ts';
import { allSettled, offer, onOffer, placeOrder, settled, stockBecomes } from '#test/ordering.ts';

const api = apiUnderTest();

test('an order is accepted, then confirmed; stock falls and the customer is charged once', async () => {
  const customer = await signUp(api);
  const itemId = await offer(api, 5, 250);
  const placed = await placeOrder(api, customer, itemId, { quantity: 2 });
  assert.equal(placed.status, 202, JSON.stringify(placed.body));
  assert.equal(placed.body.total, 500);
  const order = await settled(api, customer, placed.body.id);
  assert.equal(order.body.state, 'confirmed', JSON.stringify(order.body));
  await stockBecomes(api, itemId, 3);
  const charge = await request(api, 'GET', `/payments/${placed.body.id}`, {
    token: customer.token,
  });
  assert.deepEqual([charge.body.state, charge.body.amount], ['charged', 500]);
});

test('an order that cannot be paid is rejected and its stock comes back', async () => {
  const customer = await signUp(api);
  const itemId = await offer(api, 5);
  const placed = await placeOrder(api, customer, itemId, { paymentToken: 'tok_declined' });
  const order = await settled(api, customer, placed.body.id);
  assert.deepEqual([order.body.state, order.body.reason], ['rejected', 'The card was declined']);
  await stockBecomes(api, itemId, 5);
});

test('an order for more than there is gets rejected, and nobody is charged', async () => {
  const customer = await signUp(api);
  const itemId = await offer(api, 1);
  const placed = await placeOrder(api, customer, itemId, { quantity: 2 });
  const order = await settled(api, customer, placed.body.id);
  assert.equal(order.body.state, 'rejected');
  assert.equal(
    (await request(api, 'GET', `/payments/${placed.body.id}`, { token: customer.token })).status,
    404,
  );
});

test('fifty orders race for the last ten: exactly ten are confirmed', async () => {
  const itemId = await offer(api, 10);
  const customer = await signUp(api);
  await onOffer(api, customer, itemId, 10);
  const placed = await Promise.all(
    Array.from({ length: 50 }, () => placeOrder(api, customer, itemId)),
  );
  const ids = placed.map(({ body }) => body.id);
  const orders = await allSettled(api, customer, ids);
  assert.equal(orders.filter(({ body }) => body.state === 'confirmed').length, 10);
  await stockBecomes(api, itemId, 0);
});

test('one Idempotency-Key sent twenty times at once is one order and one answer', async () => {
  const customer = await signUp(api);
  const itemId = await offer(api, 50);
  await onOffer(api, customer, itemId, 50);
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => placeOrder(api, customer, itemId, { key: 'same' })),
  );
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [202]);
  assert.equal(new Set(answers.map(({ body }) => JSON.stringify(body))).size, 1);
  const later = await placeOrder(api, customer, itemId, { key: 'same' });
  assert.deepEqual(later.body, answers[0]?.body);
  const other = await placeOrder(api, customer, itemId, { key: 'same', quantity: 2 });
  assert.deepEqual([other.status, other.body.code], [422, 'idempotency-key-reused']);
  // A key is its sender's: the same one from somebody else is another order.
  const neighbour = await signUp(api);
  const theirs = await placeOrder(api, neighbour, itemId, { key: 'same' });
  assert.equal(theirs.status, 202);
  assert.notEqual(theirs.body.id, later.body.id);
  await settled(api, customer, later.body.id);
  await settled(api, neighbour, theirs.body.id);
  await stockBecomes(api, itemId, 48);
});

test('only customers order, and an order is closed to everybody but its owner and administrators', async () => {
  const customer = await signUp(api);
  const itemId = await offer(api, 5);
  const placed = await placeOrder(api, customer, itemId);
  const path = `/orders/${placed.body.id}`;
  assert.equal((await request(api, 'POST', '/orders', { body: {} })).status, 401);
  assert.equal((await request(api, 'GET', path)).status, 401);
  assert.equal(
    (await request(api, 'GET', path, { token: `${customer.token.slice(0, -6)}AAAAAA` })).status,
    401,
  );
  assert.equal((await request(api, 'GET', path, { token: (await signUp(api)).token })).status, 403);
  assert.equal(
    (await request(api, 'GET', path, { token: (await signUp(api, 'admin')).token })).status,
    200,
  );
});
