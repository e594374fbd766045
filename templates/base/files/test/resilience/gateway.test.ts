import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { end, launch } from '#tools/child.ts';

const PATIENCE_MS = 300;
const main = join(import.meta.dirname, '../gateway-process.ts');

/** Takes every request and answers none; `/fine` is answered, so that the way there is known to be open. */
const slow = createServer((request, answer) => {
  if (request.url === '/slow/fine') answer.end('fine');
});
/** Nobody listens there any more. */
const gone = createServer();
let gateway: Awaited<ReturnType<typeof launch>> | undefined;
let url = '';

before(async () => {
  for (const server of [slow, gone]) await once(server.listen(0, '127.0.0.1'), 'listening');
  const [slowUrl, goneUrl] = [slow, gone].map(
    (server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  );
  await new Promise((resolve) => gone.close(resolve));
  const env = {
    ...process.env,
    PORT: '0',
    APP_URL_AWAY: goneUrl,
    APP_URL_SLOW: slowUrl,
    REQUEST_TIMEOUT_MS: String(PATIENCE_MS),
    LOG_LEVEL: 'info',
  };
  const listening = Promise.withResolvers<string>();
  gateway = await launch('gateway', main, env, (_app, line) => {
    const [, address] = /"address":"([^"]+)"/.exec(line) ?? [];
    if (address !== undefined) listening.resolve(address);
  });
  url = await listening.promise;
});
after(async () => {
  await end(gateway, 'SIGTERM');
  slow.closeAllConnections();
  slow.close();
});

async function isUnavailable(path: string, init: RequestInit = {}): Promise<void> {
  const answer = await fetch(`${url}${path}`, init);
  assert.equal(answer.status, 503, path);
  assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json\b/);
  assert.equal(answer.headers.get('retry-after'), '1');
  const { code } = (await answer.json()) as { code: string };
  assert.equal(code, 'dependency-unavailable');
}

test('what an app answers passes through the gateway', async () => {
  assert.equal(await (await fetch(`${url}/slow/fine`)).text(), 'fine');
});

test('an app that is away is said to be, to readers and to writers', async () => {
  await isUnavailable('/away/things');
  const headers = { 'content-type': 'application/json' };
  await isUnavailable('/away/things', { method: 'POST', headers, body: '{"a":1}' });
});

test('an app that takes longer than a request may is not waited for', async () => {
  const began = Date.now();
  await isUnavailable('/slow/things');
  assert.ok(Date.now() - began >= PATIENCE_MS);
});

test('the gateway describes no API while one of its apps does not, and is not ready', async () => {
  await isUnavailable('/openapi.json');
  assert.equal((await fetch(`${url}/readyz`)).status, 503);
  assert.equal((await fetch(`${url}/livez`)).status, 200);
});
