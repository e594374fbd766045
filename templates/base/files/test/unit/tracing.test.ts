import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { childTrace } from '#platform/call.ts';
import { loadConfig } from '#platform/config.ts';
import { samplerOf, startTracing } from '#platform/otlp.ts';
import { beginSpan, during, inSpan, traceFields } from '#platform/tracing.ts';
import { type ReceivedSpan, receivedSpans } from '#tools/received-spans.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const PARENT = `00-${TRACE}-b7ad6b7169203331-01`;
const lines: string[] = [];
const note = (_fields: object, text: string) => void lines.push(text);
const log = { debug: note, info: note, warn: note, error: note };
const config = (env: Record<string, string>) => loadConfig(env, [], String);

test('a trace goes on only from a parent that is well-formed', () => {
  assert.match(childTrace(PARENT), new RegExp(`^00-${TRACE}-(?!b7ad6b7169203331)[0-9a-f]{16}-01$`));
  const malformed = [
    undefined,
    '',
    'nonsense',
    PARENT.toUpperCase(),
    `ff${PARENT.slice(2)}`,
    `00-${'0'.repeat(32)}-b7ad6b7169203331-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
    PARENT.slice(0, -1),
  ];
  for (const parent of malformed) assert.doesNotMatch(childTrace(parent), new RegExp(TRACE));
});

test('samplers follow the caller where they are parent-based, and their ratio elsewhere', () => {
  const ids = Array.from({ length: 4_000 }, () => childTrace(undefined).slice(3, 35));
  const share = (name: Parameters<typeof samplerOf>[0], ratio: number, parent?: boolean) =>
    ids.filter((id) => samplerOf(name, ratio)(id, parent)).length / ids.length;
  assert.equal(share('parentbased_always_on', 1), 1);
  assert.equal(share('parentbased_always_on', 1, false), 0);
  assert.equal(share('always_on', 1, false), 1);
  assert.equal(share('parentbased_always_off', 1), 0);
  assert.equal(share('parentbased_traceidratio', 0.1, true), 1);
  assert.equal(share('parentbased_traceidratio', 0), 0);
  const tenth = share('traceidratio', 0.1, true);
  assert.ok(tenth > 0.07 && tenth < 0.13, String(tenth));
});

test('spans arrive with their parents and errors; while nobody listens they are counted as lost and said once', async (t) => {
  const got: ReceivedSpan[] = [];
  let broken = false;
  const receiver = createServer(async (request, response) => {
    if (broken) return response.writeHead(503).end();
    assert.equal(request.headers['api-key'], 'k=1');
    got.push(...(await receivedSpans(request)));
    return response.end('{}');
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  t.after(() => receiver.close());
  const env = {
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`,
    OTEL_EXPORTER_OTLP_HEADERS: 'api-key=k%3D1',
    OTEL_SERVICE_NAME: 'shop-orders',
  };
  const tracing = startTracing('orders', config(env), log);
  const work = during(
    beginSpan('server', 'POST /orders', PARENT, { 'http.route': '/orders' }),
    (trace) =>
      inSpan('client', 'orders commit', trace, { rows: 2, ratio: 0.5, late: true }, async () => {
        assert.equal(traceFields().trace_id, TRACE);
        throw new Error('the disk is full');
      }),
  );
  await assert.rejects(work, /disk is full/);
  await tracing.close();
  const [inner, outer] = got;
  assert.deepEqual(
    [outer?.name, outer?.kind, outer?.service, outer?.parentSpanId, outer?.traceId],
    ['POST /orders', 'server', 'shop-orders', 'b7ad6b7169203331', TRACE],
  );
  assert.deepEqual(
    [inner?.name, inner?.parentSpanId, inner?.error, inner?.attributes],
    [
      'orders commit',
      outer?.spanId,
      'Error: the disk is full',
      { rows: 2, ratio: 0.5, late: true },
    ],
  );
  assert.ok(Math.abs((outer?.start ?? 0) - Date.now()) < 10_000, 'on the wall clock');
  assert.ok((outer?.start ?? 0) <= (inner?.start ?? 0) && (inner?.end ?? 0) <= (outer?.end ?? 0));

  broken = true;
  lines.length = 0;
  for (const round of [1, 2]) {
    await during(beginSpan('consumer', `round ${round}`, PARENT, {}), async () => {});
    await tracing.close();
  }
  assert.equal(tracing.dropped(), 2);
  assert.deepEqual(lines, ['traces are lost until the collector answers']);
});

test('what the caller did not sample is neither recorded nor given spans of its own', async () => {
  const quiet = PARENT.replace(/01$/, '00');
  const seen = await inSpan('client', 'orders read', quiet, {}, async (trace) => trace);
  assert.equal(seen, quiet);
  assert.match(beginSpan('server', 'GET /', quiet, {}).trace, /-00$/);
});
