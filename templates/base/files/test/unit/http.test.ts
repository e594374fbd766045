import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { type TestContext, test } from 'node:test';
import { loadConfig } from '#platform/config.ts';
import { VersionConflict } from '#platform/errors.ts';
import { addRoutes, type Health, httpServer } from '#platform/http.ts';
import { consoleLog } from '#platform/log.ts';
import { appMetrics } from '#platform/metrics.ts';
import { defineModule, type Module } from '#platform/module.ts';
import { PUBLIC, type Route, route } from '#platform/routes.ts';
import { wireApp } from '#platform/running-app.ts';
import type { Storage } from '#platform/storage.ts';
import * as z from 'zod';

type Env = Record<string, string>;

const thing = (handler: () => Promise<unknown>, more: Partial<Route> = {}): Route => ({
  ...route({
    method: 'GET',
    path: '/things/:id',
    summary: 'Show a thing',
    policy: PUBLIC,
    status: 200,
    response: z.object({ name: z.string() }),
    handler: async () => ({ name: 'thing' }),
  }),
  handler,
  ...more,
});

function appOf(routes: readonly Route[], env: Env = {}) {
  const things = defineModule({
    contract: { name: 'things', methods: {}, messages: {}, errors: {} },
    needs: {},
    create: () => ({ methods: {}, subscriptions: [], routes }),
  });
  const hosted = {
    module: things as Module<unknown>,
    open: () => ({ store: null }) as unknown as Storage<unknown>,
  };
  const config = loadConfig({ LOG_LEVEL: 'silent', ...env }, [], String);
  return wireApp(
    { name: 'things', modules: [hosted] },
    config,
    consoleLog('things', 'silent'),
    () => ({}),
  );
}

async function serving(t: TestContext, routes: readonly Route[], env: Env = {}) {
  const app = appOf(routes, env);
  const health: Health = { draining: false, ready: async () => {} };
  const server = httpServer(health, app.log, app.config);
  const all: string[] = [];
  server.addHook('onRoute', ({ method, url }) => void all.push(`${String(method)} ${url}`));
  addRoutes(
    server,
    app,
    appMetrics(app, null, () => 0),
  );
  const url = await server.listen({ port: 0, host: '127.0.0.1' });
  t.after(() => server.close());
  return { url, health, all };
}

const named = async () => ({ name: 'thing' });

async function problemAt(url: string) {
  const answer = await fetch(url);
  assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/);
  const body = (await answer.json()) as { code: string; detail: string };
  return { status: answer.status, code: body.code, text: JSON.stringify(body), answer };
}

test('a route without a policy does not boot, nor one whose policy nobody knows or fulfils', () => {
  for (const policy of [undefined, null, {}, { allow: 'everybody' }, { allow: 'roles', roles: [] }])
    assert.throws(
      () => appOf([thing(named, { policy: policy as never })]),
      /GET \/things\/:id has no policy/,
      JSON.stringify(policy),
    );
});

test('a bug is a 500 that tells nothing of itself', async (t) => {
  const { url } = await serving(t, [
    thing(() => Promise.reject(new Error('select canary from secrets'))),
  ]);
  const { status, code, text } = await problemAt(`${url}/things/1`);
  assert.deepEqual([status, code], [500, 'internal-error']);
  assert.doesNotMatch(text, /canary|http\.test/);
});

test('an answer that is not as described is a 500, and does not leave', async (t) => {
  const { url } = await serving(t, [thing(async () => ({ nam: 'canary' }))]);
  const { status, text } = await problemAt(`${url}/things/1`);
  assert.equal(status, 500);
  assert.doesNotMatch(text, /canary/);
});

test('a conflict that does not go away is a 409', async (t) => {
  const { url } = await serving(t, [thing(() => Promise.reject(new VersionConflict('It')))]);
  assert.deepEqual((await problemAt(`${url}/things/1`)).code, 'conflict');
});

test('not ready and draining are 503, as problems', async (t) => {
  const { url, health } = await serving(t, [thing(named)]);
  assert.equal((await fetch(`${url}/readyz`)).status, 200);
  health.ready = () => Promise.reject(new Error('postgres://app:canary@db'));
  const notReady = await problemAt(`${url}/readyz`);
  assert.deepEqual([notReady.status, notReady.code], [503, 'not-ready']);
  assert.doesNotMatch(notReady.text, /canary/);
  health.draining = true;
  const draining = await problemAt(`${url}/readyz`);
  assert.deepEqual([draining.status, draining.code], [503, 'draining']);
  assert.equal(draining.answer.headers.get('connection'), 'close');
});

test('a load balancer that keeps a connection for a minute finds it open', async (t) => {
  const { url } = await serving(t, [thing(named)]);
  const kept = (await fetch(`${url}/livez`)).headers.get('keep-alive') ?? '';
  assert.ok(Number(/timeout=(\d+)/.exec(kept)?.[1]) > 60, kept);
});

test('a request that does not arrive in time is a 408', async (t) => {
  const { url } = await serving(t, [thing(named)], { REQUEST_TIMEOUT_MS: '300' });
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk) => (answer += chunk));
  socket.write('GET /things/1 HTTP/1.1\r\nhost: x\r\nx-slow: ');
  await new Promise((resolve) => socket.on('close', resolve));
  assert.match(answer, /^HTTP\/1\.1 408 .*application\/problem\+json.*request-timeout/s);
});

test('what is no HTTP is answered with a problem too', async (t) => {
  const { url } = await serving(t, [thing(named)]);
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk) => (answer += chunk));
  socket.write('HELO example.com\r\n\r\n');
  await new Promise((resolve) => socket.on('close', resolve));
  assert.match(answer, /^HTTP\/1\.1 400 .*application\/problem\+json.*invalid-request/s);
});

test('pages of listed origins may call, others not', async (t) => {
  const { url } = await serving(t, [thing(named)], { CORS_ORIGINS: 'https://app.example.com' });
  const ask = (origin: string, method = 'GET') =>
    fetch(`${url}/things/1`, {
      method,
      headers: {
        origin,
        ...(method === 'OPTIONS' && { 'access-control-request-method': 'PATCH' }),
      },
    });
  const listed = await ask('https://app.example.com', 'OPTIONS');
  assert.equal(listed.status, 204);
  assert.equal(listed.headers.get('access-control-allow-origin'), 'https://app.example.com');
  assert.match(listed.headers.get('access-control-allow-methods') ?? '', /PATCH/);
  assert.equal(listed.headers.get('access-control-allow-credentials'), null);
  const read = await ask('https://app.example.com');
  assert.deepEqual(
    [read.status, read.headers.get('access-control-allow-origin'), read.headers.get('vary')],
    [200, 'https://app.example.com', 'origin'],
  );
  for (const origin of ['https://app.example.com.evil.example', 'http://app.example.com', 'null'])
    for (const method of ['GET', 'OPTIONS'])
      assert.equal(
        (await ask(origin, method)).headers.get('access-control-allow-origin'),
        null,
        origin,
      );
});

test('security headers are on every answer, and in production browsers keep to HTTPS', async (t) => {
  const { url } = await serving(t, [thing(named)], { NODE_ENV: 'production' });
  for (const path of ['/things/1', '/no-such-thing', '/livez', '/openapi.json']) {
    const { headers } = await fetch(url + path);
    assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
    assert.equal(headers.get('x-frame-options'), 'DENY', path);
    assert.equal(headers.get('cache-control'), 'no-store', path);
    assert.match(headers.get('strict-transport-security') ?? '', /^max-age=\d{8}/, path);
    assert.equal(headers.get('x-powered-by') ?? headers.get('server'), null, path);
  }
  const plain = await serving(t, [thing(named)]);
  const { headers } = await fetch(`${plain.url}/things/1`);
  assert.equal(headers.get('strict-transport-security'), null);
});

test('a server has the routes of its modules, and a few of its own', async (t) => {
  const secret = { SERVICE_SECRET: 's'.repeat(32) };
  const own = [
    'GET /things/:id',
    'GET /openapi.json',
    'POST /rpc/:module/:method',
    // For administrators, of every module.
    'GET /things/messages/dead',
    'POST /things/messages/dead/replay',
    'POST /things/messages/dead/discard',
  ];
  const routesWith = async (env: Env) =>
    (await serving(t, [thing(named)], env)).all.filter((one) => !one.startsWith('HEAD '));
  assert.deepEqual((await routesWith(secret)).toSorted(), [...own, 'GET /metrics'].toSorted());
  assert.deepEqual((await routesWith({ ...secret, METRICS_PORT: '0' })).toSorted(), own.toSorted());
});
