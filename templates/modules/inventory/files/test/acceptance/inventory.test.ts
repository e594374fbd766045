import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiUnderTest, request, signUp } from '#test/api.ts';

const api = apiUnderTest();

test('an administrator sets price and stock, and everybody sees them', async () => {
  const admin = await signUp(api, 'admin');
  const added = await request(api, 'POST', '/inventory/items', {
    token: admin.token,
    body: { name: 'Pen', price: 150, stock: 3 },
  });
  assert.equal(added.status, 201);
  const changed = await request(api, 'PATCH', `/inventory/items/${added.body.id}`, {
    token: admin.token,
    body: { price: 175 },
  });
  assert.equal(changed.status, 200);
  const seen = await request(api, 'GET', `/inventory/items/${added.body.id}`);
  assert.deepEqual(seen.body, { id: added.body.id, name: 'Pen', price: 175, stock: 3 });
});

test('a customer cannot add items', async () => {
  const customer = await signUp(api);
  const answer = await request(api, 'POST', '/inventory/items', {
    token: customer.token,
    body: { name: 'Pen', price: 1, stock: 1 },
  });
  assert.equal(answer.status, 403);
});

test('a negative price is refused', async () => {
  const admin = await signUp(api, 'admin');
  const answer = await request(api, 'POST', '/inventory/items', {
    token: admin.token,
    body: { name: 'Pen', price: -1, stock: 1 },
  });
  assert.equal(answer.status, 400);
});
