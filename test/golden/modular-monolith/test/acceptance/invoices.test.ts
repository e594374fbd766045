import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiUnderTest, request, signUp } from '#test/api.ts';

const api = apiUnderTest();

test('invoices: add, show, rename, list and remove', async () => {
  const owner = await signUp(api);
  const { token } = owner;
  const added = await request(api, 'POST', '/invoices', { token, body: { name: 'First' } });
  assert.equal(added.status, 201);
  assert.equal(added.body.ownerId, owner.id);
  const path = `/invoices/${added.body.id}`;
  assert.equal(
    (await request(api, 'PATCH', path, { token, body: { name: 'Second' } })).body.name,
    'Second',
  );
  assert.equal((await request(api, 'GET', path, { token })).body.name, 'Second');
  const listed = await request(api, 'GET', '/invoices', { token });
  assert.deepEqual(
    listed.body.items.map(({ id }: { id: string }) => id),
    [added.body.id],
  );
  assert.equal((await request(api, 'DELETE', path, { token })).status, 204);
  assert.equal((await request(api, 'GET', path, { token })).status, 404);
});

test('invoices are closed to strangers and to other owners', async () => {
  const owner = await signUp(api);
  const added = await request(api, 'POST', '/invoices', {
    token: owner.token,
    body: { name: 'Mine' },
  });
  const path = `/invoices/${added.body.id}`;
  assert.equal((await request(api, 'GET', path)).status, 401);
  assert.equal(
    (await request(api, 'DELETE', path, { token: (await signUp(api)).token })).status,
    403,
  );
  assert.equal((await request(api, 'GET', path, { token: owner.token })).status, 200);
});

test('a invoice without a name is refused', async () => {
  const { token } = await signUp(api);
  const answer = await request(api, 'POST', '/invoices', { token, body: { name: '   ' } });
  assert.equal(answer.status, 400);
  assert.equal(answer.body.errors[0].path, 'body.name');
});

test('a invoice that was changed since is neither renamed nor removed', async () => {
  const { token } = await signUp(api);
  const added = await request(api, 'POST', '/invoices', { token, body: { name: 'First' } });
  const path = `/invoices/${added.body.id}`;
  const headers = { 'if-match': added.headers.get('etag') ?? '' };
  assert.equal(headers['if-match'], '"1"');
  const rename = (name: string) => request(api, 'PATCH', path, { token, body: { name }, headers });
  assert.equal((await rename('Second')).status, 200);
  assert.equal((await rename('Third')).status, 412);
  assert.equal((await request(api, 'DELETE', path, { token, headers })).status, 412);
  assert.equal((await request(api, 'GET', path, { token })).body.name, 'Second');
});
