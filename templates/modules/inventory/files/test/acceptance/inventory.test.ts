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
  assert.deepEqual(seen.body, { id: added.body.id, name: 'Pen', price: 175, stock: 3, version: 2 });
  assert.equal(seen.headers.get('etag'), '"2"');
});

test('text that a database may not hold is no error of ours', async () => {
  const { token } = await signUp(api, 'admin');
  for (const name of ['a\u0000b', '\ud800']) {
    const body = { name, price: 150, stock: 3 };
    const { status } = await request(api, 'POST', '/inventory/items', { token, body });
    assert.ok(status < 500, `${JSON.stringify(name)} is answered with ${status}`);
  }
});

test('what was seen before a change is not seen after it', async () => {
  const admin = await signUp(api, 'admin');
  const { token } = admin;
  const { body: item } = await request(api, 'POST', '/inventory/items', {
    token,
    body: { name: 'Ink', price: 100, stock: 1 },
  });
  const path = `/inventory/items/${item.id}`;
  for (const price of [200, 300, 400]) {
    await Promise.all(Array.from({ length: 5 }, () => request(api, 'GET', path)));
    await request(api, 'PATCH', path, { token, body: { price } });
    const { body } = await request(api, 'GET', path);
    assert.equal(body.price, price);
  }
});

test('two people change the same item at once: neither change is lost', async () => {
  const admin = await signUp(api, 'admin');
  const { body: item } = await request(api, 'POST', '/inventory/items', {
    token: admin.token,
    body: { name: 'Pen', price: 150, stock: 3 },
  });
  const change = (body: object) =>
    request(api, 'PATCH', `/inventory/items/${item.id}`, { token: admin.token, body });
  for (let round = 1; round <= 10; round += 1) {
    const answers = await Promise.all([
      change({ name: `Pen ${round}` }),
      change({ price: 150 + round }),
      change({ stock: 3 + round }),
    ]);
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
    const seen = await request(api, 'GET', `/inventory/items/${item.id}`);
    const { name, price, stock } = seen.body;
    assert.deepEqual([name, price, stock], [`Pen ${round}`, 150 + round, 3 + round]);
  }
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

test('a change that names an older version is refused, and changes nothing', async () => {
  const { token } = await signUp(api, 'admin');
  const added = await request(api, 'POST', '/inventory/items', {
    token,
    body: { name: 'Pen', price: 150, stock: 3 },
  });
  const path = `/inventory/items/${added.body.id}`;
  const change = (price: number, seen: string) =>
    request(api, 'PATCH', path, { token, body: { price }, headers: { 'if-match': seen } });
  const etag = added.headers.get('etag') ?? '';
  const first = await change(160, etag);
  assert.equal(first.status, 200);
  const second = await change(170, etag);
  assert.deepEqual([second.status, second.body.code], [412, 'precondition-failed']);
  assert.equal((await change(170, 'W/"2"')).status, 412);
  assert.equal((await request(api, 'GET', path)).body.price, 160);
  assert.equal((await change(180, first.headers.get('etag') ?? '')).status, 200);
  assert.equal((await change(190, '*')).status, 200);
});

test('of changes at the same time to the version that all have seen, one wins', async () => {
  const { token } = await signUp(api, 'admin');
  const added = await request(api, 'POST', '/inventory/items', {
    token,
    body: { name: 'Pen', price: 1, stock: 3 },
  });
  const answers = await Promise.all(
    [10, 20, 30, 40, 50].map((price) =>
      request(api, 'PATCH', `/inventory/items/${added.body.id}`, {
        token,
        body: { price },
        headers: { 'if-match': added.headers.get('etag') ?? '' },
      }),
    ),
  );
  assert.deepEqual(
    answers.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, 412, 412, 412, 412],
  );
});

test('pages follow each other by an opaque cursor; one that was made up is refused', async () => {
  const { token } = await signUp(api, 'admin');
  for (const name of ['One', 'Two', 'Three'])
    await request(api, 'POST', '/inventory/items', { token, body: { name, price: 1, stock: 1 } });
  const seen = new Set<string>();
  let after = '';
  do {
    const { status, body } = await request(
      api,
      'GET',
      `/inventory/items?limit=2${after && `&after=${after}`}`,
    );
    assert.equal(status, 200, JSON.stringify(body));
    for (const { id } of body.items) {
      assert.ok(!seen.has(id), `${id} is on two pages`);
      seen.add(id);
      assert.notEqual(body.next, id, 'the cursor is the id itself');
    }
    after = body.next ?? '';
  } while (after);
  assert.ok(seen.size >= 3);
  const [id = ''] = seen;
  for (const made of ['garbage', id, Buffer.from(`after:${id}x`).toString('base64url'), '%00']) {
    const { status, body } = await request(api, 'GET', `/inventory/items?after=${made}`);
    assert.deepEqual([status, body.code], [400, 'invalid-request'], made);
  }
});
