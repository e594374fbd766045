import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { apiUnderTest, request, signUp } from '#test/api.ts';
import { operationsOf } from '#test/described.ts';

const api = apiUnderTest();

/** What anybody may call, by module. A route that is added here is open to the world: be sure. */
const OPEN: Readonly<Record<string, readonly string[]>> = {
  auth: [
    'GET /.well-known/jwks.json',
    'GET /.well-known/openid-configuration',
    'POST /auth/refresh',
    'POST /auth/sign-in',
    'POST /auth/sign-out',
    'POST /auth/sign-up',
  ],
  inventory: ['GET /inventory/items', 'GET /inventory/items/{id}'],
  search: ['GET /search/facets', 'GET /search/items'],
};

interface Blueprint {
  readonly modules: readonly { readonly name: string; readonly paths: readonly string[] }[];
}
const { blueprint } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../architecture.json'), 'utf8'),
) as { blueprint: Blueprint };

test('it says that it is alive and ready', async () => {
  assert.equal((await request(api, 'GET', '/livez')).status, 200);
  assert.equal((await request(api, 'GET', '/readyz')).status, 200);
});

test('metrics can be scraped', async () => {
  const metrics = await request(api, 'GET', '/metrics');
  assert.equal(metrics.status, 200);
  assert.match(String(metrics.body), /^process_/m);
});

test('what anybody may call is what is meant to be, and every route is below its module’s paths', async () => {
  const operations = await operationsOf(api);
  const open = operations.filter(({ allowed }) => allowed === 'public');
  const meant = blueprint.modules.flatMap(({ name }) => OPEN[name] ?? []);
  assert.deepEqual(
    open.map(({ method, path }) => `${method} ${path}`).toSorted(),
    meant.toSorted(),
  );
  const prefixes = blueprint.modules.flatMap(({ paths }) => paths);
  for (const { path } of operations)
    assert.ok(
      prefixes.some((prefix) => path === prefix || path.startsWith(`${prefix}/`)),
      `${path} is below no path that architecture.json knows`,
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
