import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import pg from 'pg';
import { eventually } from '#test/api.ts';
import { asOwner, type ProofDatabase, withDatabase } from '#test/database.ts';

const TABLES = 'create table thing (id integer primary key, name text not null);';
const MIGRATE = join(import.meta.dirname, '../../src/platform/migrate.ts');

/** A migrator in a process of its own, as a release starts it. */
function migrator({ ownerUrl, url, root }: ProofDatabase) {
  const child = spawn(process.execPath, [MIGRATE], {
    cwd: root,
    env: { ...process.env, MIGRATE_DATABASE_URL: ownerUrl, DATABASE_URL: url, APP: undefined },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => (output += chunk));
  const done = new Promise<{ code: number | null; output: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, output })),
  );
  return { child, done };
}

const validity = (database: ProofDatabase, index: string) =>
  asOwner(
    database.ownerUrl,
    'select indisvalid as valid from pg_index where indexrelid = to_regclass($1)',
    [`proof.${index}`],
  );

test('migrations', async (suite) => {
  await withDatabase(TABLES, async (database) => {
    const { ownerUrl, migrations } = database;
    const add = (name: string, sql: string) => writeFileSync(join(migrations, name), sql);

    await suite.test('several migrators at once apply each migration once', async () => {
      add('0002_note.sql', 'alter table thing add column note text;');
      add(
        '0003_by_name.sql',
        'create index concurrently if not exists thing_name on thing (name);',
      );
      const ends = await Promise.all([1, 2, 3, 4].map(() => migrator(database).done));
      for (const { code, output } of ends) assert.equal(code, 0, output);
      const applied = ends.flatMap(({ output }) => output.match(/module 000[23]\S*/g) ?? []);
      assert.deepEqual(applied.toSorted(), ['module 0002_note.sql', 'module 0003_by_name.sql']);
      assert.deepEqual(await validity(database, 'thing_name'), [{ valid: true }]);
    });

    await suite.test(
      'a table that is in use is waited for without making everybody wait',
      async () => {
        add('0004_size.sql', 'alter table thing add column size integer;');
        const user = await busy(ownerUrl, 'lock table proof.thing in access share mode');
        const { done } = migrator(database);
        await waitsForLock(ownerUrl);
        // Longer than one attempt may wait; readers get through in between.
        await new Promise((resolve) => setTimeout(resolve, 2_500));
        await asOwner(ownerUrl, 'select count(*) from proof.thing');
        await user.end();
        const { code, output } = await done;
        assert.equal(code, 0, output);
      },
    );

    await suite.test(
      'a migrator that is killed while it builds an index leaves nothing in the way',
      async () => {
        add(
          '0005_by_note.sql',
          'create index concurrently if not exists thing_note on thing (note);',
        );
        // An older transaction keeps the build waiting.
        const old = await busy(ownerUrl, `insert into proof.thing values (1, 'old')`);
        const { child, done } = migrator(database);
        await eventually(
          'an index that is not ready',
          () => validity(database, 'thing_note'),
          ([row]) => row?.['valid'] === false,
          30_000,
        );
        await killed(child);
        await done;
        await old.query('commit');
        await old.end();
        const { code, output } = await migrator(database).done;
        assert.equal(code, 0, output);
        assert.deepEqual(await validity(database, 'thing_note'), [{ valid: true }]);
      },
    );

    await suite.test('a migration that fails leaves nothing behind', async () => {
      add('0006_broken.sql', 'alter table thing add column half text;\nselect no_such_function();');
      const { code, output } = await migrator(database).done;
      assert.equal(code, 1);
      assert.match(output, /0006_broken.sql failed: .*no_such_function/);
      const columns = await asOwner(
        ownerUrl,
        `select from information_schema.columns where table_schema = 'proof' and column_name = 'half'`,
      );
      assert.equal(columns.length, 0);
      add('0006_broken.sql', 'alter table thing add column half text;');
      assert.equal((await migrator(database).done).code, 0);
    });

    await suite.test('a migration that was applied cannot be changed', async () => {
      add('0002_note.sql', 'alter table thing add column note varchar(80);');
      const { code, output } = await migrator(database).done;
      assert.equal(code, 1);
      assert.match(output, /0002_note.sql was changed after it was applied/);
    });
  });
});

/** Somebody in the middle of a transaction. */
async function busy(url: string, statement: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`begin; ${statement}`);
  return client;
}

const waitsForLock = (url: string) =>
  eventually(
    'the migrator waiting for a lock',
    () => asOwner(url, `select from pg_stat_activity where wait_event_type = 'Lock'`),
    (rows) => rows.length > 0,
    30_000,
  );

async function killed(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}
