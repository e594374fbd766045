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

test('a refresh token is good once; when it comes again, everybody who holds one is out', async () => {
  const { email } = await signUp(api);
  const signIn = () => request(api, 'POST', '/auth/sign-in', { body: { email, password } });
  const refresh = (refreshToken: string) =>
    request(api, 'POST', '/auth/refresh', { body: { refreshToken } });
  const { body: first } = await signIn();
  const { body: other } = await signIn();
  const second = await refresh(first.refreshToken);
  assert.equal(second.status, 200);
  assert.notEqual(second.body.refreshToken, first.refreshToken);
  const token = second.body.accessToken;
  assert.equal((await request(api, 'GET', '/no-such-thing', { token })).status, 404);

  const reused = await refresh(first.refreshToken);
  assert.deepEqual([reused.status, reused.body.code], [401, 'session-ended']);
  assert.equal((await refresh(second.body.refreshToken)).status, 401);
  assert.equal((await refresh(other.refreshToken)).status, 200, 'another sign-in was ended too');
});

test('of requests at the same time with one refresh token, at most one gets tokens', async () => {
  const { email } = await signUp(api);
  const { body } = await request(api, 'POST', '/auth/sign-in', { body: { email, password } });
  const { refreshToken } = body;
  const answers = await Promise.all(
    Array.from({ length: 6 }, () =>
      request(api, 'POST', '/auth/refresh', { body: { refreshToken } }),
    ),
  );
  const good = answers.filter(({ status }) => status === 200);
  assert.ok(good.length <= 1, `${good.length} got tokens`);
  assert.deepEqual(
    [...new Set(answers.map(({ status }) => status))].filter((one) => one !== 200),
    [401],
  );
});

test('signing out ends the session, and telling it twice does no harm', async () => {
  const { email } = await signUp(api);
  const { body } = await request(api, 'POST', '/auth/sign-in', { body: { email, password } });
  const { refreshToken } = body;
  for (let time = 0; time < 2; time += 1)
    assert.equal(
      (await request(api, 'POST', '/auth/sign-out', { body: { refreshToken } })).status,
      204,
    );
  assert.equal(
    (await request(api, 'POST', '/auth/refresh', { body: { refreshToken } })).status,
    401,
  );
});

test('refresh tokens that were made up are refused, whatever they look like', async () => {
  const { email } = await signUp(api);
  const { body } = await request(api, 'POST', '/auth/sign-in', { body: { email, password } });
  const [session = ''] = body.refreshToken.split('.');
  for (const refreshToken of ['', 'x', '.', `${session}.`, `${session}.${'A'.repeat(43)}`]) {
    const answer = await request(api, 'POST', '/auth/refresh', { body: { refreshToken } });
    assert.equal(answer.status, 401, refreshToken);
  }
});

test('an answer with tokens is not kept for an Idempotency-Key', async () => {
  const { email } = await signUp(api);
  const ask = () =>
    request(api, 'POST', '/auth/sign-in', {
      body: { email, password },
      headers: { 'idempotency-key': 'sign-in-once' },
    });
  const first = await ask();
  const second = await ask();
  assert.deepEqual([first.status, second.status], [200, 200]);
  assert.notEqual(first.body.refreshToken, second.body.refreshToken);
});
