import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { test } from 'node:test';
import pg from 'pg';
import { type Api, eventually, request } from '#test/api.ts';
import { newKey } from '#test/credentials.ts';
import { filledIn, operationsOf, sampleBody } from '#test/described.ts';
import { withSystem } from '#test/running-system.ts';
import type { RunningSystem } from '#tools/system.ts';

/** Something that appears nowhere else, so that finding it means that it leaked. */
const canaries = new Map<string, string>();
function canary(what: string): string {
  const value = `canary${randomBytes(12).toString('hex')}`;
  canaries.set(what, value);
  return value;
}

const key = newKey();
const env = {
  LOG_LEVEL: 'debug',
  SERVICE_SECRET: canary('the secret between apps').padEnd(32, 'x'),
  ADMIN_SETUP_TOKEN: canary('the setup token').padEnd(32, 'x'),
  AUTH_PRIVATE_JWK: JSON.stringify(key),
};

test('no secret is ever in what the apps write, at any level, whatever goes wrong', () =>
  withSystem(async (system, lines) => {
    const api = { url: system.url, adminSetupToken: system.adminSetupToken };
    canaries.set('the private key', String(key['d']));
    for (const app of system.apps) {
      const { DATABASE_URL = '', BROKER_URL = '' } = system.environmentOf(app);
      for (const url of [DATABASE_URL, BROKER_URL]) {
        const password = url && new URL(url).password;
        if (password) canaries.set(`a password of ${app}`, password);
      }
    }
    await signInAndOut(api);
    await everywhere(api);
    await malformed(api);
    await brokenDatabase(system, api);

    // What is written about the last requests may still be on its way.
    await eventually(
      'an error in the log',
      async () => lines.some((line) => line.includes('"level":50')),
      (told) => told,
    );
    await new Promise((resolve) => setTimeout(resolve, 500));
    const written = lines.join('\n');
    const leaked = [...canaries].filter(([, value]) => written.includes(value));
    assert.deepEqual(
      leaked.map(([what, value]) => `${what}: ${lines.find((line) => line.includes(value))}`),
      [],
    );
    assert.doesNotMatch(written, /scrypt\$/, 'the hash of a password');
    assert.doesNotMatch(written, /eyJ[\w-]{10,}\.eyJ/, 'a token');
    assert.doesNotMatch(written, /postgres(ql)?:\/\/[^"\s]*:[^"\s]*@/, 'a URL with its password');
    await atRest(system);
  }, env));

async function signInAndOut(api: Api): Promise<void> {
  const email = `canary-${randomBytes(6).toString('hex')}@example.com`;
  const password = canary('a password');
  const body = { email, password, setupToken: api.adminSetupToken };
  const headers = { 'idempotency-key': canary('an idempotency key') };
  for (let turn = 0; turn < 2; turn += 1)
    assert.equal((await request(api, 'POST', '/auth/sign-up', { body, headers })).status, 201);
  await request(api, 'POST', '/auth/sign-up', { body });
  const guess = { email: 'x@example.com', password, setupToken: canary('a wrong setup token') };
  assert.equal((await request(api, 'POST', '/auth/sign-up', { body: guess })).status, 403);
  const wrong = { email, password: canary('a wrong password') };
  assert.equal((await request(api, 'POST', '/auth/sign-in', { body: wrong })).status, 401);
  const signedIn = await request(api, 'POST', '/auth/sign-in', { body: { email, password } });
  assert.equal(signedIn.status, 200);
  const { accessToken, refreshToken } = signedIn.body;
  canaries.set('an access token', accessToken);
  canaries.set('a refresh token', refreshToken.split('.')[1]);
  const refreshed = await request(api, 'POST', '/auth/refresh', { body: { refreshToken } });
  canaries.set('its successor', refreshed.body.refreshToken.split('.')[1]);
  await request(api, 'POST', '/auth/refresh', { body: { refreshToken } });
  await request(api, 'POST', '/auth/sign-out', { body: { refreshToken: canary('no token') } });
  canaries.set('a token with access', accessToken.split('.')[2]);
  await request(api, 'GET', '/orders', { token: accessToken });
}

/** Each operation, with something secret in every text of its body, in its headers and in its query. */
async function everywhere(api: Api): Promise<void> {
  for (const operation of await operationsOf(api)) {
    const body = sampleBody(operation) as Record<string, unknown> | undefined;
    const secret = canary(`${operation.method} ${operation.path}`);
    const headers = { 'x-api-key': secret, cookie: `session=${secret}` };
    const full = body && Object.fromEntries(Object.keys(body).map((field) => [field, secret]));
    const path = `${filledIn(operation.path, crypto.randomUUID())}?token=${secret}`;
    for (const token of [undefined, secret])
      await request(api, operation.method, path, { token, headers, ...(full && { body: full }) });
  }
}

async function malformed(api: Api): Promise<void> {
  const post = (body: string, type = 'application/json') =>
    fetch(`${api.url}/auth/sign-in`, { method: 'POST', headers: { 'content-type': type }, body });
  await post(`{"password": "${canary('a body that is no JSON')}`);
  await post(`<password>${canary('a body of another type')}</password>`, 'text/xml');
  await post(JSON.stringify({ password: canary('a large body').repeat(50_000) }));
  await post(JSON.stringify({ email: 'a@example.com', password: `\0${canary('a NUL')}` }));
  for (const authorization of [
    `Basic ${canary('Basic')}`,
    canary('no scheme'),
    `Bearer a ${canary('two')}`,
  ])
    await fetch(`${api.url}/auth/sign-in`, { headers: { authorization } });
  const { hostname, port } = new URL(api.url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {}).resume();
  socket.end(`GET / HTTP/1.1\r\nauthorization ${canary('a header that is none')}\r\n\r\n`);
  await new Promise((resolve) => socket.on('close', resolve));
}

/** Errors of a database repeat the row that they are about. */
async function brokenDatabase(system: RunningSystem, api: Api): Promise<void> {
  const client = new pg.Client({ connectionString: system.databaseUrl(system.hostOf('auth')) });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(
      `alter table auth.account add constraint refused check (email not like 'refused-%')`,
    );
    const refused = `refused-${canary('an address in a failing row')}@example.com`;
    const body = { email: refused, password: canary('a password in a failing row') };
    assert.equal((await request(api, 'POST', '/auth/sign-up', { body })).status, 500);
    await client.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and usename is not null and datname = current_database()',
    );
    const again = { email: 'a@example.com', password: canary('a password without a database') };
    await request(api, 'POST', '/auth/sign-in', { body: again });
  } finally {
    await client.end();
  }
}

/** What is kept is kept in a form that opens nothing. */
async function atRest(system: RunningSystem): Promise<void> {
  const client = new pg.Client({ connectionString: system.databaseUrl(system.hostOf('auth')) });
  await client.connect();
  try {
    for (const table of ['account', 'session', 'inbox', 'outbox']) {
      const { rows } = await client.query(`select * from auth."${table}"`);
      const kept = JSON.stringify(rows);
      const found = [...canaries].filter(
        ([what, value]) => !what.includes('/') && kept.includes(value),
      );
      assert.deepEqual(
        found.map(([what]) => what),
        [],
        table,
      );
    }
  } finally {
    await client.end();
  }
}
