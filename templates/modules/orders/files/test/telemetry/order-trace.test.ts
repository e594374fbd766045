import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Api, eventually, request, signUp } from '#test/api.ts';
import { offer, placeOrder, settled } from '#test/ordering.ts';
import { caller, parentOf, withTracedSystem } from '#test/traced-system.ts';

test('one trace covers an order: the request, the outbox, every module that takes part, and the status', () =>
  withTracedSystem({ LOG_LEVEL: 'debug' }, async ({ system, logs, trace }) => {
    const api: Api = { url: system.url, adminSetupToken: system.adminSetupToken };
    const customer = await signUp(api);
    const itemId = await offer(api, 5);
    await settled(api, customer, (await placeOrder(api, customer, itemId)).body.id);

    const { traceId, spanId, traceparent } = caller();
    const ask = (method: string, path: string, body?: object) =>
      request(api, method, path, { token: customer.token, body, headers: { traceparent } });
    const lines = [{ itemId, quantity: 1 }];
    const placed = await ask('POST', '/orders', { lines, paymentToken: 'tok_ok' });
    assert.equal(placed.status, 202);
    await eventually(
      'the order',
      () => ask('GET', `/orders/${placed.body.id}`),
      ({ body }) => body.state === 'confirmed',
    );

    const steps = [
      'POST /orders',
      'orders commit',
      'send inventory.reserve-stock.v1',
      'process inventory.reserve-stock.v1',
      'inventory commit',
      'send inventory.stock-reserved.v1',
      'process inventory.stock-reserved.v1',
      'send payments.charge.v1',
      'process payments.charge.v1',
      'payments commit',
      'send payments.charged.v1',
      'process payments.charged.v1',
      'GET /orders/:id',
    ];
    // Every app sends its part when it likes: until the last has come, spans are missing.
    const spans = await trace(
      traceId,
      (found) =>
        steps.every((step) => found.some(({ name }) => name === step)) &&
        found.every((span) => parentOf(span, found) ?? span.parentSpanId === spanId),
    );
    for (const span of spans) {
      const parent = parentOf(span, spans);
      // Each process counts from when it started: after minutes two of them are milliseconds apart.
      const early = parent ? parent.start - span.start : 0;
      assert.ok(early <= 100, `${span.name} begins ${early} ms before ${parent?.name}`);
      if (span.kind === 'consumer') assert.equal(parent?.kind, 'producer', span.name);
      if (span.name.startsWith('send ')) assert.match(parent?.name ?? '', / commit$/);
      if (span.attributes['rpc.method']) assert.equal(parent?.kind, 'client', span.name);
    }
    // The way back: from the last step to the request that began it.
    let step = spans.find(({ name }) => name === 'process payments.charged.v1');
    const path: string[] = [];
    for (; step; step = parentOf(step, spans)) path.unshift(step.name);
    assert.ok(path.indexOf('POST /orders') >= 0, path.join(' > '));
    assert.ok(
      path.indexOf('POST /orders') < path.indexOf('process inventory.reserve-stock.v1'),
      path.join(' > '),
    );

    const handled = logs.filter(
      ({ msg, trace_id }) => msg === 'a message was handled' && trace_id === traceId,
    );
    assert.ok(handled.length >= 4, 'each handled message has a line with the trace');
    // A line may be written before the span of other readers of the same message has come.
    const withThem = await trace(traceId, (found) =>
      handled.every(({ span_id }) => found.some(({ spanId }) => spanId === span_id)),
    );
    for (const { message, span_id } of handled) {
      const span = withThem.find(({ spanId }) => spanId === span_id);
      assert.equal(span?.name, `process ${message}`);
    }
  }));
