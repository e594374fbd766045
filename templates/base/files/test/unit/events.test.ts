import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { type TestContext, test } from 'node:test';
import { Refusal } from '#platform/errors.ts';
import { loadConfig } from '#platform/config.ts';
import { defineExtension } from '#platform/extension.ts';
import { addRoutes, httpServer } from '#platform/http.ts';
import { consoleLog } from '#platform/log.ts';
import { appMetrics } from '#platform/metrics.ts';
import { defineModule, type Module } from '#platform/module.ts';
import { openApi } from '#platform/openapi.ts';
import { eventRoute, PUBLIC } from '#platform/routes.ts';
import { wireApp } from '#platform/running-app.ts';
import type { Storage } from '#platform/storage.ts';
import { currentTenant } from '#platform/tenant.ts';
import * as z from 'zod';

type Events = (signal: AbortSignal) => AsyncIterable<{ n: number }>;

const routeOf = (events: Events) =>
  eventRoute({
    method: 'GET',
    path: '/counts/:first',
    summary: 'Count',
    policy: PUBLIC,
    params: z.object({ first: z.coerce.number().int() }),
    event: z.object({ n: z.number() }),
    handler: async (_call, { first }, signal) => {
      if (first < 0) throw new Refusal('too-small', 409, 'Counting starts at zero');
      return events(signal);
    },
  });

const tenants = defineExtension({
  name: 'tenants',
  settings: z.object({}),
  open: () => ({ tenantOf: () => 'acme' }),
});

/** A server whose one route answers with these events. */
async function serving(t: TestContext, events: Events) {
  const counts = defineModule({
    contract: { name: 'counts', methods: {}, messages: {}, errors: {} },
    needs: {},
    create: () => ({ methods: {}, subscriptions: [], routes: [routeOf(events)] }),
  });
  const hosted = {
    module: counts as Module<unknown>,
    open: () => ({ store: null }) as unknown as Storage<unknown>,
  };
  const config = loadConfig({ LOG_LEVEL: 'silent' }, [], String);
  const log = { ...consoleLog('counts', 'info'), info: () => {} };
  const app = wireApp(
    { name: 'counts', modules: [hosted], extensions: [tenants] },
    config,
    log,
    () => ({}),
  );
  const server = httpServer({ draining: false, ready: async () => {} }, log, config);
  const measured: number[] = [];
  addRoutes(server, app, {
    ...appMetrics(app, null, () => 0),
    request: (_method, _route, _status, seconds) => void measured.push(seconds),
  });
  const url = await server.listen({ port: 0, host: '127.0.0.1' });
  t.after(() => server.close());
  return { url, server, measured };
}

async function* three() {
  for (const n of [1, 2, 3]) yield { n };
}

test('events leave one by one, and the end is said', async (t) => {
  const { url } = await serving(t, three);
  const answer = await fetch(`${url}/counts/1`);
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get('content-type') ?? '', /^text\/event-stream/);
  assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
  assert.equal(
    await answer.text(),
    'data: {"n":1}\n\ndata: {"n":2}\n\ndata: {"n":3}\n\nevent: end\ndata: {}\n\n',
  );
});

test('what is refused before the first event is an ordinary problem', async (t) => {
  const { url } = await serving(t, three);
  const answers = await Promise.all(['-1', 'x'].map((first) => fetch(`${url}/counts/${first}`)));
  assert.deepEqual(
    answers.map(({ status }) => status),
    [409, 400],
  );
  assert.match(answers[0]?.headers.get('content-type') ?? '', /^application\/problem\+json/);
});

test('what fails later is the last event, and says no more than any other problem', async (t) => {
  const failing = (error: unknown): Events =>
    async function* () {
      yield { n: 1 };
      throw error;
    };
  const refused = await serving(t, failing(new Refusal('used-up', 429, 'Come back tomorrow')));
  assert.match(
    await (await fetch(`${refused.url}/counts/1`)).text(),
    /^data: \{"n":1\}\n\nevent: problem\ndata: \{.*"code":"used-up".*\}\n\n$/,
  );
  const broken = await serving(t, failing(new Error('password=hunter2')));
  const text = await (await fetch(`${broken.url}/counts/1`)).text();
  assert.match(text, /"code":"internal-error"/);
  assert.doesNotMatch(text, /hunter2/);
});

test('an event that does not fit its schema is a bug, not an answer', async (t) => {
  const { url } = await serving(t, async function* () {
    yield { n: 'one' } as unknown as { n: number };
  });
  const text = await (await fetch(`${url}/counts/1`)).text();
  assert.match(text, /^event: problem\ndata: .*internal-error/);
});

test('a reader who leaves is told to the handler', { timeout: 10_000 }, async (t) => {
  const left = Promise.withResolvers<void>();
  const { url } = await serving(t, async function* (signal) {
    signal.addEventListener('abort', () => left.resolve());
    yield { n: 1 };
    await left.promise;
  });
  const { port, hostname } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write('GET /counts/1 HTTP/1.1\r\nhost: test\r\n\r\n');
  await once(socket, 'data');
  socket.destroy();
  await left.promise;
});

test(
  'draining waits for a stream a while, then ends it with a problem',
  { timeout: 20_000 },
  async (t) => {
    const { url, server } = await serving(t, async function* () {
      yield { n: 1 };
      await new Promise(() => {});
    });
    const answer = await fetch(`${url}/counts/1`);
    const [text] = await Promise.all([answer.text(), server.close()]);
    assert.match(text, /^data: \{"n":1\}\n\nevent: problem\ndata: .*"code":"shutting-down"/);
  },
);

test('a stream goes on in the context that it was asked for in', async (t) => {
  const { url } = await serving(t, async function* () {
    await new Promise((resolve) => setTimeout(resolve, 5));
    yield { n: currentTenant()?.length ?? 0 };
  });
  assert.match(await (await fetch(`${url}/counts/1`)).text(), /^data: \{"n":4\}/);
});

test('a stream is as slow as its beginning, however long it goes on', async (t) => {
  const { url, server, measured } = await serving(t, async function* () {
    yield { n: 1 };
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  });
  await (await fetch(`${url}/counts/1`)).text();
  await server.close();
  assert.equal(measured.length, 1);
  assert.ok((measured[0] ?? NaN) < 1, `${measured[0]} s`);
});

test('OpenAPI says what one event carries', () => {
  const { paths } = openApi('counts', '1', [routeOf(three)]);
  const operation = paths['/counts/{first}']?.['get'] as { responses: Record<string, any> };
  const { schema } = operation.responses['200'].content['text/event-stream'];
  assert.deepEqual(schema.required, ['n']);
});
