import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { eventually, request } from '#test/api.ts';
import { caller, withTracedSystem } from '#test/traced-system.ts';

const { blueprint } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../architecture.json'), 'utf8'),
) as { blueprint: { readonly links: readonly { kind: string; producer: string }[] } };
/** Who hears of a sign-up says so, in a debug line; a repository may have nobody who does. */
const isHeard = blueprint.links.some(
  ({ kind, producer }) => kind === 'message' && producer === 'auth',
);
const PASSWORD = 'correct-horse-battery';
const somebody = () => ({ email: `${randomUUID()}@example.com`, password: PASSWORD });

test('a request continues its caller’s trace, its log lines name it, and what is not sampled is not sent', () =>
  withTracedSystem({ LOG_LEVEL: 'debug' }, async ({ system, spans, logs, trace }) => {
    const api = { url: system.url, adminSetupToken: '' };
    const signUp = (headers: Record<string, string>) =>
      request(api, 'POST', '/auth/sign-up', { body: somebody(), headers });

    const quiet = caller(false);
    assert.equal((await signUp({ traceparent: quiet.traceparent })).status, 201);
    const { traceId, spanId, traceparent } = caller();
    const answer = await signUp({ traceparent });
    assert.equal(answer.status, 201);
    assert.equal(answer.headers.get('traceresponse')?.slice(3, 35), traceId);

    // Every app sends its part when it likes: the entrance may come last.
    const sent = await trace(
      traceId,
      (found) =>
        ['POST /auth/sign-up', 'auth commit'].every((name) => found.some((s) => s.name === name)) &&
        found.some(({ parentSpanId }) => parentSpanId === spanId),
    );
    const entry = sent.find(({ parentSpanId }) => parentSpanId === spanId);
    assert.equal(entry?.kind, 'server');
    const served = sent.find(({ name }) => name === 'POST /auth/sign-up');
    assert.equal(served?.attributes['http.response.status_code'], 201);

    // From a log line to its trace, as one does it with Loki and Jaeger: the ids in the line are those of a span.
    const lines = await eventually(
      'log lines of the request',
      async () => logs.filter(({ trace_id }) => trace_id === traceId),
      (found) => found.length > 0,
    );
    for (const line of lines) {
      const span = (at: readonly { spanId: string }[]) =>
        at.some((one) => one.spanId === line['span_id']);
      assert.ok(span(await trace(traceId, span)), JSON.stringify(line));
    }
    if (isHeard)
      await eventually(
        'debug lines, for LOG_LEVEL=debug',
        async () => logs.some(({ level }) => level === 20),
        Boolean,
      );
    assert.deepEqual(
      spans.filter((span) => span.traceId === quiet.traceId),
      [],
    );

    const broken = caller();
    const headers = { 'content-type': 'application/json', traceparent: broken.traceparent };
    const refused = await fetch(`${system.url}/auth/sign-up`, {
      method: 'POST',
      headers,
      body: '{',
    });
    assert.equal(refused.status, 400);
    assert.equal(refused.headers.get('traceresponse')?.slice(3, 35), broken.traceId);
    for (const { msg, trace_id } of logs)
      if (msg === 'request') assert.match(String(trace_id), /^[0-9a-f]{32}$/);
  }));
