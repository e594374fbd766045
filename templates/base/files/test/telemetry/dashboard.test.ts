import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { request as rawRequest } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Api, eventually, signUp } from '#test/api.ts';
import { withSystem } from '#test/running-system.ts';
import { type Dashboard, openDashboard } from '#tools/dashboard/server.ts';
import type { RunningSystem } from '#tools/system.ts';

const root = join(import.meta.dirname, '../..');

/** Everything that the page is told, by event. */
async function told(dashboard: Dashboard, signal: AbortSignal): Promise<Map<string, any[]>> {
  const events = new Map<string, any[]>();
  const answer = await fetch(`${dashboard.url}/events`, { signal });
  assert.match(answer.headers.get('content-type') ?? '', /^text\/event-stream/);
  void (async () => {
    let rest = '';
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
      const parts = (rest + chunk).split('\n\n');
      rest = parts.pop() ?? '';
      for (const part of parts) {
        const [, event = '', data = ''] = /^event: (\w+)\ndata: (.*)$/.exec(part) ?? [];
        events.set(event, (events.get(event) ?? []).concat(JSON.parse(data)));
      }
    }
  })().catch(() => {});
  return events;
}

test('the dashboard shows modules, routes with their policies, traces with their log lines, and outboxes', async () => {
  const dashboard = await openDashboard(root, 0);
  const reading = new AbortController();
  try {
    await withSystem(
      async (system) => {
        dashboard.watch(system);
        const events = await told(dashboard, reading.signal);
        const api: Api = { url: system.url, adminSetupToken: system.adminSetupToken };
        await signUp(api);
        const all = (event: string) => events.get(event) ?? [];
        const span = await eventually(
          'the span of a commit',
          async () => all('spans').find(({ name }) => name === 'auth commit'),
          (found) => found !== undefined,
        );
        await eventually(
          'a log line of the same trace',
          async () => all('lines').map((line) => line.trace_id),
          (ids) => ids.includes(span.traceId),
        );
        await eventually(
          'the outbox of auth',
          async () => all('mailboxes').find(({ module }) => module === 'auth'),
          (box) => box?.pending !== undefined,
        );
        const { routes } = all('system')[0];
        const policyOf = (path: string) => routes.find((route: any) => route.path === path)?.policy;
        assert.equal(policyOf('/auth/sign-up'), 'public');
        assert.ok(all('blueprint')[0].modules.some(({ name }: any) => name === 'auth'));
      },
      { OTEL_EXPORTER_OTLP_ENDPOINT: dashboard.endpoint, LOG_LEVEL: 'debug' },
      dashboard.line,
    );
  } finally {
    reading.abort();
    dashboard.close();
  }
});

test('the page loads nothing from elsewhere, and answers to this machine only', async () => {
  const dashboard = await openDashboard(root, 0);
  try {
    const { hostname, port } = new URL(dashboard.url);
    assert.equal(hostname, '127.0.0.1');
    const answer = await fetch(dashboard.url);
    const page = await answer.text();
    assert.match(answer.headers.get('content-security-policy') ?? '', /default-src 'none'/);
    assert.doesNotMatch(page, /(?:src|href)="(?!data:|#)[^"$]|@import|url\((?!data:|#)/);
    // A name of somebody else that leads to this machine.
    const status = await new Promise((resolve, reject) => {
      rawRequest({ hostname, port, headers: { host: 'evil.example' } }, (got) =>
        resolve(got.statusCode),
      )
        .on('error', reject)
        .end();
    });
    assert.equal(status, 403);
  } finally {
    dashboard.close();
  }
});

test('closed while it looks, it does not look again', async () => {
  const dashboard = await openDashboard(root, 0);
  let looks = 0;
  const databaseUrl = () => {
    looks += 1;
    return 'postgres://127.0.0.1:1/nowhere';
  };
  const system = { url: 'data:application/json,{"paths":{}}#', hostOf: () => '', databaseUrl };
  dashboard.watch(system as unknown as RunningSystem);
  dashboard.close();
  await sleep(1_000);
  const before = looks;
  await sleep(2_000);
  assert.equal(looks, before);
});

test('there is no dashboard in production', async (t) => {
  const before = process.env['NODE_ENV'];
  t.after(() => {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  });
  process.env['NODE_ENV'] = 'production';
  await assert.rejects(openDashboard(root, 0), /for development/);
  // What is built for production comes from src, which knows nothing of tools.
  for (const file of globSync('src/**/*.ts', { cwd: root }))
    assert.doesNotMatch(readFileSync(join(root, file), 'utf8'), /#tools|tools\/|dashboard/, file);
});
