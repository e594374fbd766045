import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { type Api, request, signUp } from '#test/api.ts';
import { operationsOf } from '#test/described.ts';
import { portsOf } from '#test/listeners.ts';
import { withSystem } from '#test/running-system.ts';
import type { RunningSystem } from '#tools/system.ts';

test('doors: what listens, and how often anybody may knock', (t) =>
  withSystem(
    async (system) => {
      const api = { url: system.url, adminSetupToken: system.adminSetupToken };
      await t.test('each app listens for requests and for scrapes, and nowhere else', (sub) =>
        listeners(sub, system),
      );
      await t.test('who changes too much is told to wait, by name and not by address', (sub) =>
        writes(sub, api),
      );
      await t.test('a repetition is answered, however many there were', () => repetitions(api));
      await t.test('passwords of one account cannot be tried for long', () => account(api));
      await t.test('nor those of many from one address, whatever it says of itself', () =>
        addresses(system, api),
      );
    },
    {
      METRICS_PORT: '0',
      RATE_LIMIT_WRITES: '5/600',
      RATE_LIMIT_ATTEMPTS_PER_ACCOUNT: '4/600',
      RATE_LIMIT_ATTEMPTS_PER_ADDRESS: '20/600',
    },
  ));

/** Extensions that listen too, on this machine: the folder that stands for object storage takes uploads. */
const ALSO_LISTEN = ['file-storage'];

const { blueprint } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../architecture.json'), 'utf8'),
) as {
  blueprint: { readonly apps: readonly { name: string; extensions?: readonly string[] }[] };
};

function listenersOf(app: string): number {
  const extensions = blueprint.apps.find(({ name }) => name === app)?.extensions ?? [];
  return 1 + extensions.filter((name) => ALSO_LISTEN.includes(name)).length;
}

/** The port among these that serves metrics. */
async function scrapedAt(ports: readonly number[]): Promise<number | undefined> {
  for (const port of ports)
    if ((await fetch(`http://127.0.0.1:${port}/metrics`)).status === 200) return port;
  return undefined;
}

async function listeners(t: TestContext, system: RunningSystem): Promise<void> {
  for (const app of system.apps) {
    const ports = portsOf(system.pidOf(app));
    if (!ports) return t.skip('there is no /proc here that tells who listens');
    const own = Number(system.environmentOf(app)['PORT']);
    const others = ports.filter((port) => port !== own);
    assert.ok(ports.includes(own), `${app} does not listen on ${own}`);
    // The local host of functions stands for AWS, which counts by itself.
    if (app === 'functions') assert.deepEqual(others, []);
    else {
      assert.equal(others.length, listenersOf(app), `${app} also listens on ${others.join(', ')}`);
      const door = `http://127.0.0.1:${await scrapedAt(others)}`;
      assert.match(await (await fetch(`${door}/metrics`)).text(), /^process_/m);
      assert.equal((await fetch(`${door}/openapi.json`)).status, 404);
      assert.equal((await fetch(`http://127.0.0.1:${own}/metrics`)).status, 404);
    }
  }
}

/** Something that changes when whoever is signed in asks; it need not work, only count. */
async function change(api: Api, token: string, headers: Record<string, string> = {}) {
  const write = await changing(api);
  assert.ok(write, 'nothing can be changed here');
  const path = write.path.replace('{id}', crypto.randomUUID());
  const body = { displayName: 'Somebody', name: 'Something', price: 1 };
  return request(api, write.method, path, { token, headers, body });
}

/** An operation for whoever is signed in; a repository whose modules only obey messages has none. */
async function changing(api: Api) {
  return (await operationsOf(api)).find(
    ({ method, path, allowed }) =>
      method !== 'GET' && allowed !== 'public' && path.includes('{id}'),
  );
}

async function writes(t: TestContext, api: Api): Promise<void> {
  if ((await changing(api)) === undefined) return t.skip('nothing can be changed here');
  const [busy, other] = [await signUp(api, 'admin'), await signUp(api, 'admin')];
  for (let turn = 1; turn <= 5; turn += 1) {
    const { status, headers } = await change(api, busy.token);
    assert.ok(status < 500 && status !== 429, String(status));
    if (status < 300) assert.match(headers.get('ratelimit') ?? '', /"writes";r=\d;t=\d+/);
  }
  const refused = await change(api, busy.token, { 'x-forwarded-for': '203.0.113.9' });
  assert.deepEqual([refused.status, refused.body.code], [429, 'too-many-requests']);
  assert.match(refused.headers.get('content-type') ?? '', /^application\/problem\+json/);
  assert.ok(Number(refused.headers.get('retry-after')) > 0);
  assert.equal(refused.headers.get('ratelimit-policy'), '"writes";q=5;w=600');
  assert.match(refused.headers.get('ratelimit') ?? '', /^"writes";r=0;t=\d+$/);
  assert.notEqual((await change(api, other.token)).status, 429, 'somebody else has to wait too');
  for (const path of ['/livez', '/readyz', '/openapi.json', '/.well-known/jwks.json'])
    assert.equal((await request(api, 'GET', path, { token: busy.token })).status, 200, path);
}

async function repetitions(api: Api): Promise<void> {
  const body = {
    email: `again-${crypto.randomUUID()}@example.com`,
    password: 'correct-horse-battery',
  };
  const headers = { 'idempotency-key': crypto.randomUUID() };
  const statuses = new Set<number>();
  for (let turn = 0; turn < 30; turn += 1)
    statuses.add((await request(api, 'POST', '/auth/sign-up', { body, headers })).status);
  assert.deepEqual([...statuses], [201]);
}

function signIn(api: Api, email: string) {
  return request(api, 'POST', '/auth/sign-in', { body: { email, password: 'not-the-password' } });
}

async function account(api: Api): Promise<void> {
  const email = 'Target@example.com';
  for (let turn = 0; turn < 4; turn += 1) assert.equal((await signIn(api, email)).status, 401);
  const refused = await signIn(api, email.toLowerCase());
  assert.equal(refused.status, 429, 'spelling it differently helps');
  assert.match(refused.headers.get('ratelimit') ?? '', /"attempts-per-account";r=0/);
  assert.equal((await signIn(api, 'another@example.com')).status, 401);
}

/** An attempt that costs the server nothing, unlike the hash of a password. */
function refresh(api: Api, forwarded: string) {
  return request(api, 'POST', '/auth/refresh', {
    body: { refreshToken: 'made up' },
    headers: { 'x-forwarded-for': forwarded },
  });
}

async function addresses(system: RunningSystem, api: Api): Promise<void> {
  let last = 0;
  for (let turn = 0; turn < 30 && last !== 429; turn += 1)
    last = (await refresh(api, `203.0.113.${turn}`)).status;
  assert.equal(last, 429, 'a made-up X-Forwarded-For escapes the limit');
  assert.equal((await signIn(api, 'somebody@example.com')).status, 429);

  await system.terminate(system.publicApp);
  await system.start(system.publicApp, { TRUSTED_PROXIES: 'loopback' });
  for (const turn of [1, 2]) assert.equal((await refresh(api, `198.51.100.${turn}`)).status, 401);
  let exhausted = 0;
  for (let turn = 0; turn < 30 && exhausted !== 429; turn += 1)
    // What the client said before its proxy spoke does not count.
    exhausted = (await refresh(api, `192.0.2.${turn}, 198.51.100.7`)).status;
  assert.equal(exhausted, 429, 'a trusted proxy is not believed, or its client is');
  assert.equal((await refresh(api, '198.51.100.8')).status, 401);
}
