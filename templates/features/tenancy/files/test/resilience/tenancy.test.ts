import assert from 'node:assert/strict';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { importJWK, SignJWT } from 'jose';
import pg from 'pg';
import { migrate } from '#platform/migrate.ts';
import { type Answer, eventually, request } from '#test/api.ts';
import { withSystem } from '#test/running-system.ts';
import { idsIn, sampled } from '#test/sampled.ts';
import type { RunningSystem } from '#tools/system.ts';

const root = join(import.meta.dirname, '../..');
const { blueprint } = JSON.parse(readFileSync(join(root, 'architecture.json'), 'utf8')) as {
  blueprint: { modules: { name: string; engine: string }[] };
};
const schemas = blueprint.modules.map(({ name }) => name.replaceAll('-', '_'));
const PASSWORD = 'correct-horse-battery';
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const key = { ...privateKey.export({ format: 'jwk' }), kid: 'of-this-test', alg: 'ES256' };
/** Nobody is anybody's tenant by default, as in production. */
const STRICT = { TENANT_DEFAULT: 'none', AUTH_PRIVATE_JWK: JSON.stringify(key) };

interface Member {
  readonly tenant: string;
  readonly token: string;
}

/** Without a UUID in it: those are what the tests look for. */
const newAddress = () => `${randomUUID().replaceAll('-', '')}@example.com`;

function signUp(system: RunningSystem, tenant: string, email: string, admin = false) {
  const setup = admin ? { setupToken: system.adminSetupToken } : {};
  const headers = { 'x-tenant': tenant };
  const body = { email, password: PASSWORD, ...setup };
  return request(system, 'POST', '/auth/sign-up', { headers, body });
}

async function member(system: RunningSystem, tenant: string, admin = false): Promise<Member> {
  const email = newAddress();
  assert.equal((await signUp(system, tenant, email, admin)).status, 201);
  const headers = { 'x-tenant': tenant };
  const body = { email, password: PASSWORD };
  const { body: answer } = await request(system, 'POST', '/auth/sign-in', { headers, body });
  return { tenant, token: answer.accessToken };
}

/** A token as an identity provider of our own would make it. */
async function minted(system: RunningSystem, claims: Readonly<Record<string, unknown>>) {
  return new SignJWT({ roles: ['admin'], ...claims })
    .setProtectedHeader({ alg: 'ES256', kid: key.kid, typ: 'at+jwt' })
    .setSubject('the-same-person')
    .setJti(randomUUID())
    .setIssuer(system.url)
    .setAudience('api')
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(await importJWK(key, 'ES256'));
}

test('every request belongs to one tenant: that of the token, or the one that a visitor names', () =>
  withSystem(async (system) => {
    const codeOf = async (path: string, token?: string, headers: Record<string, string> = {}) => {
      const { status, body } = await request(system, 'GET', path, { token, headers });
      return status < 400 ? status : `${status} ${body.code}`;
    };
    const open = '/auth/sign-in';
    const body = { email: 'a@example.com', password: PASSWORD };
    const nobodys = await request(system, 'POST', open, { body });
    assert.equal(`${nobodys.status} ${nobodys.body.code}`, '400 tenant-required');
    const malformed = await request(system, 'POST', open, { body, headers: { 'x-tenant': `a'b` } });
    assert.equal(`${malformed.status} ${malformed.body.code}`, '400 invalid-tenant');
    assert.equal(await codeOf('/.well-known/jwks.json'), 200);
    for (const path of ['/livez', '/readyz', '/openapi.json'])
      assert.equal(await codeOf(path), 200, path);

    const path = await anyList(system);
    assert.equal(await codeOf(path, await minted(system, {})), '403 no-tenant');
    assert.equal(await codeOf(path, await minted(system, { tenant: 7 })), '403 no-tenant');
    const mine = await minted(system, { tenant: 'acme' });
    assert.equal(await codeOf(path, mine), 200);
    assert.equal(await codeOf(path, mine, { 'x-tenant': 'acme' }), 200);
    assert.equal(await codeOf(path, mine, { 'x-tenant': 'globex' }), '403 wrong-tenant');
  }, STRICT));

test('two tenants share neither accounts, nor keys of requests, nor any row or answer', () =>
  withSystem(async (system) => {
    const email = newAddress();
    assert.equal((await signUp(system, 'acme', email)).status, 201);
    assert.equal((await signUp(system, 'globex', email)).status, 201);
    assert.equal((await signUp(system, 'acme', email)).status, 409);
    const other = newAddress();
    await signUp(system, 'acme', other);
    const stranger = { email: other, password: PASSWORD };
    const headers = { 'x-tenant': 'globex' };
    const refused = await request(system, 'POST', '/auth/sign-in', { headers, body: stranger });
    assert.equal(refused.status, 401);

    await sameKeyTwice(system);
    await nothingCrosses(system);
  }, STRICT));

/** The same person with the same Idempotency-Key in two tenants asks for two things. */
async function sameKeyTwice(system: RunningSystem): Promise<void> {
  const [operation] = (await operations(system)).filter(
    ({ method, path, body, streams }) =>
      method === 'POST' && body && !streams && !/[{]|^\/auth|\/messages\/dead\//.test(path),
  );
  if (!operation) return;
  const headers = { 'idempotency-key': randomUUID() };
  const body = sampled(operation.body, []);
  const ids = await Promise.all(
    ['acme', 'globex'].map(async (tenant) => {
      const token = await minted(system, { tenant, roles: ['admin', 'customer'] });
      const answer = await request(system, 'POST', operation.path, { token, headers, body });
      return `${answer.status} ${idsIn(answer.body)[0]}`;
    }),
  );
  assert.notEqual(ids[0], ids[1]);
}

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly streams: boolean;
  readonly query: readonly { readonly name: string; readonly schema: unknown }[];
}

/** Every route of the system but those of accounts and keys, as it describes itself. */
async function operations(system: RunningSystem): Promise<Operation[]> {
  const { body } = await request(system, 'GET', '/openapi.json');
  return Object.entries<any>(body.paths).flatMap(([path, methods]) =>
    /^\/(auth|\.well-known)\//.test(path)
      ? []
      : Object.entries<any>(methods).map(([method, operation]) => ({
          method: method.toUpperCase(),
          path,
          body: operation.requestBody?.content['application/json'].schema,
          streams: Object.values<any>(operation.responses).some(
            ({ content = {} }) => 'text/event-stream' in content,
          ),
          query: (operation.parameters ?? []).filter(
            (one: { in: string; required: boolean }) => one.in === 'query' && one.required,
          ),
        })),
  );
}

async function anyList(system: RunningSystem): Promise<string> {
  const lists = (await operations(system)).filter(
    ({ method, path, query }) => method === 'GET' && !path.includes('{') && query.length === 0,
  );
  assert.ok(lists[0], 'there is no list to ask for');
  return lists[0].path;
}

const ask = (
  { method, path, body, query }: Operation,
  who: Member,
  id: string,
  system: RunningSystem,
) => {
  const ids = [id];
  const parameters = new URLSearchParams(
    query.map(({ name, schema }): [string, string] => [name, String(sampled(schema, ids))]),
  );
  const text = parameters.size > 0 ? `?${parameters}` : '';
  return request(system, method, path.replaceAll(/\{\w+\}/g, id) + text, {
    token: who.token,
    ...(body !== undefined && { body: sampled(body, ids) }),
  });
};

async function nothingCrosses(system: RunningSystem): Promise<void> {
  const [admin, customer, foreignAdmin, foreignCustomer] = await Promise.all([
    member(system, 'acme', true),
    member(system, 'acme'),
    member(system, 'globex', true),
    member(system, 'globex'),
  ]);
  const all = await operations(system);
  const known = await filledIn(system, all, [admin, customer]);
  assert.ok(known.size >= 3, `only ${known.size} things to look for`);
  const named = all.filter(({ path }) => path.includes('{'));
  const read = named.filter(({ method }) => method === 'GET');
  const seenBy = (who: Member) =>
    Promise.all(
      read.flatMap((operation) =>
        [...known].map(async (id) => {
          const answer = await ask(operation, who, id, system);
          return [`${operation.path} ${id}`, answer.status, answer.body] as const;
        }),
      ),
    );
  const settled = (answers: Awaited<ReturnType<typeof seenBy>>) =>
    answers.filter(([, status]) => status === 200);
  const before = settled(await seenBy(admin));
  assert.ok(before.length >= 1, 'its own tenant sees things by id');

  for (const operation of all) {
    const ids = operation.path.includes('{') ? [...known] : [[...known][0] ?? ''];
    for (const id of ids) {
      for (const who of [foreignAdmin, foreignCustomer]) {
        const answer = await ask(operation, who, id, system);
        const what = `${operation.method} ${operation.path} with ${id}`;
        if (operation.path.includes('{'))
          assert.ok(answer.status >= 400, `${what}: ${answer.status}`);
        assert.ok(answer.status !== 500, `${what}: ${answer.status}`);
        assert.deepEqual(foreign(answer, known, id), [], what);
      }
    }
  }
  assert.deepEqual(settled(await seenBy(admin)), before, 'and nothing of it was changed');
}

/** Ids of others that an answer gives away; the one that was asked with is no news. */
const foreign = (answer: Answer, known: ReadonlySet<string>, asked: string): string[] =>
  idsIn(answer.body).filter((id) => known.has(id) && id !== asked);

/** Uses everything that makes things, some of which need others, and collects the ids of what its tenant then sees. */
async function filledIn(
  system: RunningSystem,
  all: readonly Operation[],
  members: readonly Member[],
): Promise<Set<string>> {
  const known = new Set<string>();
  const makes = all.filter(({ method, path }) => method === 'POST' && !path.includes('{'));
  const lists = all.filter(({ method, path }) => method === 'GET' && !path.includes('{'));
  for (let round = 0; round < 3; round += 1) {
    for (const operation of makes) {
      for (const who of members) {
        for (const id of known.size > 0 ? [...known].slice(0, 12) : [randomUUID()]) {
          const answer = await ask(operation, who, id, system);
          if (answer.status >= 400) continue;
          for (const made of idsIn(answer.body)) known.add(made);
          break;
        }
      }
    }
  }
  let before = -1;
  await eventually(
    'messages that came to rest',
    async () => {
      const answers = await Promise.all(
        lists.flatMap((operation) => members.map((who) => ask(operation, who, '', system))),
      );
      for (const id of idsIn(answers.filter(({ status }) => status < 400))) known.add(id);
      const grew = known.size > before;
      before = known.size;
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      return grew;
    },
    (grew) => !grew,
    30_000,
  );
  return known;
}

/** Tables whose rows are not kept apart, and keys that are unique across tenants. */
async function openTables(client: pg.Client): Promise<string[]> {
  const exempt = ['migration', 'job_schedule'];
  const shared = [...exempt, 'outbox', 'parked', 'inbox', 'job'];
  const { rows } = await client.query(
    `select c.oid::regclass::text as name from pg_class c
     where relnamespace::regnamespace::text = any ($1) and relkind in ('r', 'p') and relname <> all ($2)
       and not (relrowsecurity and relforcerowsecurity
         and exists (select from pg_policy where polrelid = c.oid and polqual is not null))
     union all
     select i.indexrelid::regclass::text from pg_index i join pg_class c on c.oid = indrelid
     where relnamespace::regnamespace::text = any ($1) and indisunique and relname <> all ($3)
       and not exists (select from pg_attribute where attrelid = indrelid and attname = 'tenant' and attnum = any (indkey))
       and not (indisprimary and not exists (
         select from pg_attribute where attrelid = indrelid and attnum = any (indkey) and atttypid <> 'uuid'::regtype))
     order by 1`,
    [schemas, exempt, shared],
  );
  return rows.map(({ name }) => name);
}

test('every table keeps tenants apart, new ones after the next migration; without a tenant there is nothing', () =>
  withSystem(async (system) => {
    const host = system.hostOf('auth');
    const ownerUrl = system.databaseUrl(host);
    const client = new pg.Client({ connectionString: ownerUrl });
    await client.connect();
    try {
      for (const app of new Set(blueprint.modules.map(({ name }) => system.hostOf(name)))) {
        const owner = new pg.Client({ connectionString: system.databaseUrl(app) });
        await owner.connect();
        assert.deepEqual(await openTables(owner), [], app);
        await owner.end();
      }

      await client.query('create table auth.planted (id uuid primary key, code text unique)');
      await client.query('grant select, insert on auth.planted to module_auth');
      assert.deepEqual(await openTables(client), ['auth.planted', 'auth.planted_code_key']);
      const app = host === 'functions' ? undefined : host;
      await migrate({ root, ownerUrl, loginRole: 'app', app });
      assert.deepEqual(await openTables(client), []);

      await client.query('set role module_auth');
      const plant = `insert into auth.planted (id, code) values (gen_random_uuid(), 'one')`;
      await assert.rejects(client.query(plant), /violates (not-null|row-level security)/);
      for (const tenant of ['acme', 'globex']) {
        await client.query(`set app.tenant = '${tenant}'`);
        await client.query(plant);
        const { rows } = await client.query('select tenant from auth.planted');
        assert.deepEqual(rows, [{ tenant }]);
        await assert.rejects(
          client.query(
            `insert into auth.planted (id, tenant) values (gen_random_uuid(), 'initech')`,
          ),
          /row-level security/,
        );
      }
      // An administrator of one tenant neither sees nor replays what is stuck for another.
      await client.query('reset role');
      await client.query(
        `insert into auth.outbox (id, type, key, payload, trace, tenant, producer, status)
         values (gen_random_uuid(), 'auth.account-opened.v1', 'k', '{}', '00', 'acme', 'auth', 'dead')`,
      );
      for (const [tenant, seen] of [
        ['acme', 1],
        ['globex', 0],
      ] as const) {
        const token = await minted(system, { tenant });
        const { body } = await request(system, 'GET', '/auth/messages/dead', { token });
        assert.equal(body.items.length, seen, tenant);
      }
      await client.query('set role module_auth');
      await client.query(`set app.tenant = ''`);
      assert.equal((await client.query('select from auth.planted')).rowCount, 0);
      await client.query('select from auth.outbox');
    } finally {
      await client.end();
    }
  }, STRICT));
