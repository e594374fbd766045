import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiUnderTest, request, signUp } from '#test/api.ts';

const api = apiUnderTest();
const password = 'correct-horse-battery';

test('the same address cannot sign up twice, however it is written', async () => {
  const person = await signUp(api);
  const again = await request(api, 'POST', '/auth/sign-up', {
    body: { email: person.email.toUpperCase(), password },
  });
  assert.equal(again.status, 409);
  assert.equal(again.body.code, 'email-taken');
});

test('a wrong password and an unknown address get the same answer', async () => {
  const person = await signUp(api);
  const wrong = await request(api, 'POST', '/auth/sign-in', {
    body: { email: person.email, password: 'not-the-password' },
  });
  const unknown = await request(api, 'POST', '/auth/sign-in', {
    body: { email: 'nobody@example.com', password: 'not-the-password' },
  });
  assert.equal(wrong.status, 401);
  assert.deepEqual(unknown.body, wrong.body);
});

test('a wrong setup token makes nobody an administrator', async () => {
  const answer = await request(api, 'POST', '/auth/sign-up', {
    body: { email: 'x@example.com', password, setupToken: 'guess' },
  });
  assert.equal(answer.status, 403);
});

test('every field that is wrong is named', async () => {
  const answer = await request(api, 'POST', '/auth/sign-up', {
    body: { email: 'not an address', password: 'short' },
  });
  assert.equal(answer.status, 400);
  assert.deepEqual(answer.body.errors.map((error: { path: string }) => error.path).toSorted(), [
    'body.email',
    'body.password',
  ]);
});

test('the public keys are published without the private part', async () => {
  const { body } = await request(api, 'GET', '/.well-known/jwks.json');
  assert.equal(body.keys[0].kty, 'EC');
  assert.equal(body.keys[0].d, undefined);
});

test('the same Idempotency-Key opens one account and gets the same answer', async () => {
  const body = { email: `once-${Date.now()}@example.com`, password };
  const headers = { 'idempotency-key': `sign-up-${Date.now()}` };
  const first = await request(api, 'POST', '/auth/sign-up', { body, headers });
  const second = await request(api, 'POST', '/auth/sign-up', { body, headers });
  assert.equal(first.status, 201);
  assert.deepEqual([second.status, second.body], [first.status, first.body]);
  const other = await request(api, 'POST', '/auth/sign-up', {
    body: { ...body, email: 'other@example.com' },
    headers,
  });
  assert.equal(other.status, 422);
});
