import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { type Call, newTrace } from '#platform/call.ts';
import { type PostgresUnit, postgresUnit } from '#platform/postgres.ts';
import { asTenant } from '#platform/tenant.ts';
import { eventually, type Person, request, signUp } from '#test/api.ts';
import { asOwner, type ProofDatabase, withDatabase } from '#test/database.ts';
import { withSystem } from '#test/running-system.ts';
import { brokenAt, entriesOf, headsOf, type Query } from '#tools/audit-entries.ts';

const TABLE = `create table note (id uuid primary key, text text not null check (text <> 'refused'), seen integer)`;

const by = (id: string): Call => ({
  actor: { kind: 'user', id, roles: [] },
  trace: newTrace(),
  deadline: Date.now() + 10_000,
});

let database: ProofDatabase;
let pool: pg.Pool;
let unit: PostgresUnit;
let owner: pg.Client;
let close: () => void;
let closed: Promise<void>;

before(async () => {
  await new Promise<void>((opened, failed) => {
    closed = withDatabase(TABLE, async (given) => {
      database = given;
      pool = new pg.Pool({ connectionString: given.url, max: 8 });
      // The server goes before its last connections know.
      pool.on('error', () => {});
      pool.on('connect', (client) => client.on('error', () => {}));
      unit = postgresUnit(pool, 'proof', 'proof', () => {});
      owner = new pg.Client({ connectionString: given.ownerUrl });
      await owner.connect();
      await owner.query(`set app.tenant = 'main'`);
      opened();
      await new Promise<void>((resolve) => {
        close = resolve;
      });
      await pool.end();
      await owner.end();
    });
    closed.catch(failed);
  });
});
after(async () => {
  close();
  await closed;
});

const query: Query = async (text, values = []) => (await owner.query(text, [...values])).rows;

/** On behalf of a tenant, which a system without tenants does not look at. */
const commit = (call: Call, text: string, values: readonly unknown[]): Promise<void> =>
  asTenant('main', () =>
    unit.commit(call, {}, async (sql) => {
      await sql(text, values);
    }),
  );

async function note(call: Call, text: string, id: string = crypto.randomUUID()): Promise<string> {
  await commit(
    call,
    'insert into note (id, text) values ($1, $2) on conflict (id) do update set text = $2',
    [id, text],
  );
  return id;
}

/** What the trail says about a row; a column that tenants add is left out. */
const told = async (id: string) =>
  (await query('select actor, action, subject, details from audit.entry where key = $1', [id])).map(
    (entry) => Object.values(entry).join(' ').replace(' tenant', ''),
  );

test('each change says who, what and which columns, and never a value', async () => {
  const id = await note(by('ada'), 'a secret of Ada');
  await note(by('bob'), 'a secret of Bob', id);
  await note(by('bob'), 'a secret of Bob', id);
  await commit(by('eve'), 'delete from note where id = $1', [id]);
  assert.deepEqual(await told(id), [
    'user:ada insert note id seen text',
    'user:bob update note text',
    'user:eve delete note id seen text',
  ]);
  const all = JSON.stringify(await query('select * from audit.entry'));
  assert.doesNotMatch(all, /a secret/);
  assert.equal((await entriesOf(query, { actor: 'ada', key: id, limit: '9' })).length, 1);
});

test('a change and its entry are one: neither is there without the other', async () => {
  const id = await note(by('ada'), 'before');
  await assert.rejects(note(by('ada'), 'refused', id));
  assert.equal((await told(id)).length, 1);
  await owner.query(
    `alter table audit.entry add constraint full_disk check (actor <> 'user:unlucky')`,
  );
  await assert.rejects(note(by('unlucky'), 'after', id));
  assert.deepEqual(await query('select text from proof.note where id = $1', [id]), [
    { text: 'before' },
  ]);
});

test('however long the trail is, its end is found without reading it', async () => {
  const id = await note(by('ada'), 'first');
  const entriesRead = async () => {
    const [seen] = await query(
      `select seq_tup_read from pg_stat_xact_all_tables where relid = 'audit.entry'::regclass`,
    );
    return Number(seen?.['seq_tup_read']);
  };
  await owner.query('begin');
  try {
    await owner.query(
      `insert into audit.entry
       select 'proof', 1000 + n, now(), '', '', '', '', '', '', '', '', '' from generate_series(1, 5000) as n`,
    );
    await owner.query('analyze audit.entry');
    const before = await entriesRead();
    await owner.query(`update proof.note set text = 'second' where id = $1`, [id]);
    await owner.query('set constraints all immediate');
    assert.equal(await entriesRead(), before);
    assert.equal((await told(id)).length, 2);
  } finally {
    await owner.query('rollback');
  }
});

test('whoever changes rows by hand is in it too', async () => {
  const id = await note(by('ada'), 'as it was');
  await owner.query(`update proof.note set text = 'by hand' where id = $1`, [id]);
  const { username } = new URL(database.ownerUrl);
  assert.equal((await told(id)).at(-1), `database:${username} update note text`);
});

test('what an app may do does not reach what is written', async () => {
  const app = new pg.Client({ connectionString: database.url });
  await app.connect();
  try {
    for (const role of ['none', 'module_proof']) {
      await app.query(`set role ${role}`);
      for (const statement of [
        'select * from audit.entry',
        'delete from audit.entry',
        `update audit.entry set actor = 'somebody else'`,
        'insert into audit.entry select * from audit.entry',
        `select audit.add('proof', '', '', '', '', '', '', '')`,
        'alter table proof.note disable trigger all',
        'drop function audit.changed() cascade',
      ])
        await assert.rejects(app.query(statement), /permission denied|must be owner/, statement);
    }
  } finally {
    await app.end();
  }
});

test('many at once make one chain without a gap', async () => {
  const ids = await Promise.all(
    Array.from({ length: 40 }, (_, index) => note(by(`crowd-${index}`), 'at once')),
  );
  assert.equal(
    (await query('select from audit.entry where key = any($1)', [ids])).length,
    ids.length,
  );
  assert.deepEqual(await brokenAt(query, await headsOf(query)), []);
});

test('a changed, a missing and an added entry are noticed, and a cut end by a head that was noted', async () => {
  await note(by('ada'), 'one');
  await note(by('ada'), 'two');
  const heads = await headsOf(query);
  assert.equal(heads.length, 1);
  const last = Number(/=(\d+):/.exec(heads[0] ?? '')?.[1]);
  const noticed = async (tampering: string, noted: readonly string[] = []) => {
    await owner.query('begin');
    try {
      await owner.query(tampering);
      return await brokenAt(query, noted);
    } finally {
      await owner.query('rollback');
    }
  };
  for (const column of ['actor', 'tenant', 'trace', 'action', 'subject', 'key', 'details'])
    assert.match(
      (await noticed(`update audit.entry set ${column} = 'x' where position = 2`)).join(),
      /proof 2 was changed/,
      column,
    );
  assert.match(
    (
      await noticed(`update audit.entry set at = at + interval '1 microsecond' where position = 2`)
    ).join(),
    /proof 2 was changed/,
  );
  assert.match(
    (await noticed('delete from audit.entry where position = 2')).join(),
    /proof 3 follows 1: entries are missing/,
  );
  assert.notDeepEqual(
    await noticed(
      `insert into audit.entry select module, ${last + 1}, at, actor, tenant, trace, action, subject, key, details, previous, hash from audit.entry where position = 2`,
    ),
    [],
  );
  const cut = `delete from audit.entry where position >= ${last}`;
  assert.deepEqual(await noticed(cut), []);
  assert.match((await noticed(cut, heads)).join(), /not there any more/);
  assert.deepEqual(await brokenAt(query, heads), []);
});

test('in the running system: every table is watched, reads and refusals are told, nobody’s address is', () =>
  withSystem(
    async (system, lines) => {
      const api = { url: system.url, adminSetupToken: system.adminSetupToken };
      const url = system.databaseUrl(system.hostOf('auth'));
      const unwatched = await asOwner(
        url,
        `select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where c.relkind = 'r' and n.nspname in (select replace(rolname, 'module_', '') from pg_roles where rolname like 'module\\_%')
           and c.relname not in ('outbox', 'parked', 'inbox', 'job', 'job_schedule', 'migration')
           and not exists (select from pg_trigger where tgrelid = c.oid and tgname = 'audit_trail' and tgenabled = 'O')`,
      );
      assert.deepEqual(unwatched, []);

      const person = await signUp(api);
      const admin = await signUp(api, 'admin');
      const read = ({ token }: Person) => request(api, 'GET', '/auth/messages/dead', { token });
      assert.equal((await read(admin)).status, 200);
      assert.equal((await read(person)).status, 403);
      const wrong = { email: person.email, password: 'not-the-password' };
      await request(api, 'POST', '/auth/sign-in', { body: wrong });
      await request(api, 'GET', '/auth/messages/dead', { token: 'garbage' });
      const rows = await asOwner(
        url,
        `select * from audit.entry where module = 'auth' order by position`,
      );
      const requests = rows
        .filter(({ action }) => action === 'read' || action === 'refused')
        .map(({ action, actor, subject, details }) => `${action} ${actor} ${subject} ${details}`);
      assert.deepEqual(requests, [
        `read user:${admin.id} GET /auth/messages/dead 200`,
        `refused user:${person.id} GET /auth/messages/dead 403`,
        'refused anonymous:anonymous POST /auth/sign-in 401',
      ]);
      assert.ok(rows.some(({ key, subject }) => key === person.id && subject === 'account'));
      assert.doesNotMatch(JSON.stringify(rows), new RegExp(person.email));
      await eventually(
        'the head of the chain in the log',
        async () => lines.filter((line) => line.includes('"audit trail"')).join(),
        (heads) => heads.includes(`"auth","head":"${rows.length}:${rows.at(-1)?.['hash']}`),
      );
    },
    { AUDIT_HEAD_SECONDS: '1' },
  ));
