import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiUnderTest, request, signUp } from '#test/api.ts';

const api = apiUnderTest();

test('it says that it is alive and ready', async () => {
  assert.equal((await request(api, 'GET', '/livez')).status, 200);
  assert.equal((await request(api, 'GET', '/readyz')).status, 200);
});

test('metrics can be scraped', async () => {
  const metrics = await request(api, 'GET', '/metrics');
  assert.equal(metrics.status, 200);
  assert.match(String(metrics.body), /^process_/m);
});

test('it describes its routes as OpenAPI 3.1, with a security scheme on every closed one', async () => {
  const { body } = await request(api, 'GET', '/openapi.json');
  assert.equal(body.openapi, '3.1.0');
  assert.ok(body.paths['/auth/sign-up']?.post);
  const open = Object.entries<any>(body.paths).flatMap(([path, methods]) =>
    Object.entries<any>(methods)
      .filter(([, operation]) => !operation.security)
      .map(([method]) => `${method} ${path}`),
  );
  const allowed = /^(post \/auth\/sign-(up|in)|get \/\.well-known\/.*|get \/inventory\/items.*)$/;
  assert.deepEqual(
    open.filter((route) => !allowed.test(route)),
    [],
  );
});

test('an unknown route is a problem, not a page', async () => {
  const answer = await request(api, 'GET', '/no-such-thing');
  assert.equal(answer.status, 404);
  assert.match(answer.headers.get('content-type') ?? '', /application\/problem\+json/);
  assert.equal(answer.body.code, 'not-found');
});

test('calls between apps cannot be made from outside', async () => {
  const answer = await request(api, 'POST', '/rpc/auth/anything', { body: {} });
  assert.ok(answer.status === 401 || answer.status === 404, String(answer.status));
});

test('answers carry security headers and are not cached', async () => {
  const { headers } = await request(api, 'GET', '/auth/no-such-thing');
  assert.equal(headers.get('x-content-type-options'), 'nosniff');
  const person = await signUp(api);
  assert.ok(person.token.length > 0);
});
