import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import pg from 'pg';
import { type Api, eventually, type Person, request } from '#test/api.ts';
import { filledIn, operationsOf, sampleBody } from '#test/described.ts';
import { withSystem } from '#test/running-system.ts';
import { erase, expire, exportOf } from '#tools/erasure.ts';
import { columnsOf, keptTables, personTables, undecided } from '#tools/personal-data.ts';
import type { RunningSystem } from '#tools/system.ts';

test('a person is told all that is held about them, and gone when they want to be', (t) =>
  withSystem(async (system) => {
    const api = { url: system.url, adminSetupToken: system.adminSetupToken };
    await t.test('every column is decided about, and a new one is noticed', () =>
      inEach(system, async (client) => {
        assert.deepEqual(undecided(await columnsOf(client)), []);
        await client.query('begin');
        const [first] = personTables(await columnsOf(client));
        if (first) {
          const table = `"${first.schema}"."${first.table}"`;
          await client.query(
            `alter table ${table} add column remark text, add column user_id uuid`,
          );
          const said = undecided(await columnsOf(client)).join();
          assert.match(said, /remark may hold anything/);
          assert.match(said, /user_id seems to say whose row it is/);
        }
        await client.query('rollback');
      }),
    );

    const person = await active(api);
    const other = await active(api);
    await t.test('export has what they told us, and no secret', async () => {
      const exported: Record<string, unknown[]> = {};
      await inEach(system, async (client) => {
        Object.assign(exported, await exportOf(client, person.id));
      });
      const text = JSON.stringify(exported);
      assert.match(text, new RegExp(person.email));
      assert.doesNotMatch(text, /scrypt|tok_ok/);
      assert.doesNotMatch(text, new RegExp(`${other.id}|${other.email}`));
      assert.ok('auth.account' in exported);
    });

    await t.test('after erasure neither id nor address is in any table', async () => {
      await settled(system);
      const pseudonym = crypto.randomUUID();
      const removed: string[] = [];
      await inEach(system, async (client) => {
        const before = await rowsOf(client);
        const { done, left } = await erase(client, person.id, pseudonym);
        removed.push(...done);
        for (const line of left) await byItsModule(api, line, person);
        // Nobody else's rows went, and what stays for the books is still there.
        const pseudonymised = done.filter((line) => line.startsWith('pseudonymised'));
        const kept = (await rowsOf(client)).filter((row) => row.includes(other.id));
        assert.deepEqual(
          kept,
          before.filter((row) => row.includes(other.id)),
        );
        const moved = (await rowsOf(client)).filter((row) => row.includes(pseudonym));
        assert.equal(moved.length > 0, pseudonymised.length > 0);
        assert.deepEqual(await stillSaid(client, pseudonym), []);
        const remains = (await rowsOf(client)).filter(
          (row) => row.includes(person.id) || row.includes(person.email),
        );
        assert.deepEqual(remains, []);
        assert.deepEqual((await erase(client, person.id, pseudonym)).done, []);
      });
      assert.ok(removed.includes('deleted auth.account: 1'), removed.join());
      const again = { email: person.email, password: 'correct-horse-battery' };
      assert.equal((await request(api, 'POST', '/auth/sign-in', { body: again })).status, 401);
    });

    await t.test('what was kept as long as it may be goes, and the rest stays', () =>
      inEach(system, async (client) => {
        for (const { schema, table, column, days } of await keptTables(client)) {
          const place = `"${schema}"."${table}"`;
          const all = Number((await client.query(`select from ${place}`)).rowCount);
          if (all === 0) continue;
          await client.query(
            `update ${place} set "${column}" = now() - make_interval(days => $1) where ctid = (select min(ctid) from ${place})`,
            [days + 1],
          );
          await expire(client);
          assert.equal((await client.query(`select from ${place}`)).rowCount, all - 1, place);
        }
      }),
    );
  }));

/** Somebody who has one of everything that people can have here. */
async function active(api: Api): Promise<Person> {
  const person = await signUpOnce(api);
  const files = globSync('*.ts', { cwd: join(import.meta.dirname, '../owned') });
  const special = await Promise.all(files.map((file) => import(`../owned/${file}`)));
  const own: Record<string, (api: Api, person: Person) => Promise<string | null>> = Object.assign(
    {},
    ...special.map(({ owned }) => owned),
  );
  for (const make of Object.values(own)) await make(api, person);
  const handled = Object.keys(own).map((path) => path.replace(/\/\{.*/, ''));
  for (const operation of await operationsOf(api)) {
    const { method, path } = operation;
    const isMore = method === 'POST' && !path.includes('{') && !path.startsWith('/auth/');
    if (!isMore || handled.includes(path)) continue;
    await request(api, method, filledIn(path, person.id), {
      token: person.token,
      body: sampleBody(operation),
    });
  }
  return person;
}

/** Its answer is kept for repetitions, with the address in it. */
async function signUpOnce(api: Api): Promise<Person> {
  const email = `private-${crypto.randomUUID()}@example.com`;
  const body = { email, password: 'correct-horse-battery' };
  const headers = { 'idempotency-key': crypto.randomUUID() };
  const opened = await request(api, 'POST', '/auth/sign-up', { body, headers });
  const { accessToken } = (await request(api, 'POST', '/auth/sign-in', { body })).body;
  return { id: opened.body.id, email, token: accessToken };
}

/** Columns of rows that belong to nobody any more, and that are not empty. */
async function stillSaid(client: pg.Client, pseudonym: string): Promise<string[]> {
  const found: string[] = [];
  for (const { schema, table, person, columns } of personTables(await columnsOf(client)))
    for (const { column, said } of columns) {
      if (!/^(personal|secret): /.test(said)) continue;
      const { rowCount } = await client.query(
        `select from "${schema}"."${table}" where "${person.column}"::text = $1 and coalesce("${column}"::text, '') not in ('', '{}')`,
        [pseudonym],
      );
      if (rowCount) found.push(`${schema}.${table}.${column}`);
    }
  return found;
}

/** Messages on their way still name people: they have to arrive first. */
async function settled(system: RunningSystem): Promise<void> {
  await eventually(
    'the end of all messages',
    async () => {
      let waiting = 0;
      await inEach(system, async (client) => {
        const { rows } = await client.query(
          `select nspname from pg_namespace where to_regclass(quote_ident(nspname) || '.outbox') is not null`,
        );
        for (const { nspname } of rows) {
          const { rowCount } = await client.query(
            `select from "${nspname}".outbox where status = 'pending' and due_at < now() + interval '1 minute'`,
          );
          waiting += rowCount ?? 0;
        }
      });
      return waiting;
    },
    (waiting) => waiting === 0,
  );
}

async function byItsModule(api: Api, line: string, person: Person): Promise<void> {
  const [, path] = /by DELETE (\/[\w-]+)\/:id/.exec(line) ?? [];
  assert.ok(path, `nobody knows how to remove ${line}`);
  const { body } = await request(api, 'GET', path, { token: person.token });
  for (const { id } of body.items) {
    const { status } = await request(api, 'DELETE', `${path}/${id}`, { token: person.token });
    assert.ok(status < 300, `${status}`);
  }
}

/** Every row of every table, as text; the audit trail may know an id that nobody else knows any more. */
async function rowsOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query(
    `select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'audit') order by 1, 2`,
  );
  const found: string[] = [];
  for (const { nspname, relname } of rows) {
    const { rows: all } = await client.query(
      `select one::text as row from "${nspname}"."${relname}" one order by 1`,
    );
    found.push(...all.map(({ row }) => `${nspname}.${relname} ${row}`));
  }
  return found;
}

/** The databases of all apps, as the owner of the tables. */
async function inEach(
  system: RunningSystem,
  work: (client: pg.Client) => Promise<void>,
): Promise<void> {
  const urls = new Set(system.apps.map((app) => system.databaseUrl(app)));
  for (const connectionString of urls) {
    const client = new pg.Client({ connectionString });
    const isThere = await client.connect().then(
      () => true,
      // A gateway keeps nothing.
      (error: { code?: string }) => (error.code === '3D000' ? false : Promise.reject(error)),
    );
    if (!isThere) continue;
    try {
      await client.query(`select set_config('app.tenant', 'main', false)`);
      await work(client);
    } finally {
      await client.end();
    }
  }
}
