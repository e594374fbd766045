import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import type { Config } from '#platform/config.ts';
import { retryOnConflict } from '#platform/errors.ts';
import { asModule, openPool, tooManyConnections } from '#platform/postgres-pool.ts';
import { postgresUnit } from '#platform/postgres.ts';
import { asTenant } from '#platform/tenant.ts';
import { asOwner, PROOF_TENANT, proofCall, withDatabase } from '#test/database.ts';
import { silent } from '#test/silent-log.ts';

const TABLES = `
  create table thing (id integer primary key, n integer not null);
  insert into thing values (1, 0), (2, 0);`;

const LIMITS = {
  DATABASE_POOL_MAX: 3,
  DATABASE_STATEMENT_TIMEOUT_MS: 1_000,
  DATABASE_LOCK_TIMEOUT_MS: 300,
  DATABASE_IDLE_TIMEOUT_MS: 300,
  REPLICAS_MAX: 1,
};

const resources = (config: Partial<Config>) => ({
  config: config as Config,
  log: silent,
  once: <T>(_name: string, open: () => { value: T }) => open().value,
});

/** Each changes one thing, and when the other did the same, that other's. */
async function twoThatCross(url: string): Promise<void> {
  const pool = openPool(
    resources({
      ...LIMITS,
      DATABASE_LOCK_TIMEOUT_MS: 5_000,
      DATABASE_STATEMENT_TIMEOUT_MS: 10_000,
      DATABASE_IDLE_TIMEOUT_MS: 10_000,
      DATABASE_URL: url,
    }),
  );
  const unit = postgresUnit(pool, 'proof', 'proof', () => {});
  const met = Promise.withResolvers<void>();
  let runs = 0;
  const crossing = (first: number, second: number) =>
    retryOnConflict(() =>
      unit.commit(proofCall(), {}, async (sql) => {
        await sql('update thing set n = n + 1 where id = $1', [first]);
        runs += 1;
        if (runs === 2) met.resolve();
        await met.promise;
        await sql('update thing set n = n + 1 where id = $1', [second]);
      }),
    );
  try {
    await asTenant(PROOF_TENANT, () => Promise.all([crossing(1, 2), crossing(2, 1)]));
    assert.equal(runs, 3);
    const rows = await asTenant(PROOF_TENANT, () =>
      unit.read((sql) => sql('select n from thing order by id')),
    );
    assert.deepEqual(rows, [{ n: 2 }, { n: 2 }]);
  } finally {
    await pool.end();
  }
}

test('the database is never asked for longer than the settings say', async (suite) => {
  await withDatabase(TABLES, async ({ url, ownerUrl }) => {
    const pool = openPool(resources({ ...LIMITS, DATABASE_URL: url }));
    try {
      await suite.test('a statement that runs too long is ended', () =>
        assert.rejects(pool.query('select pg_sleep(20)'), /statement timeout/),
      );
      await suite.test('a statement that waits too long for a lock is ended', async () => {
        const holder = new pg.Client({ connectionString: ownerUrl });
        await holder.connect();
        await holder.query('begin; lock table proof.thing');
        const waiter = await pool.connect();
        try {
          await waiter.query('set role module_proof');
          await assert.rejects(waiter.query('select * from proof.thing'), /lock timeout/);
        } finally {
          waiter.release(true);
          await holder.end();
        }
      });
      await suite.test('of two that wait for one another, one gives way and runs again', () =>
        twoThatCross(url),
      );
      await suite.test('a transaction that idles is ended', async () => {
        const client = await pool.connect();
        try {
          await client.query('begin');
          await new Promise((resolve) => setTimeout(resolve, 1_000));
          await assert.rejects(client.query('select 1'));
        } finally {
          client.release(true);
        }
      });
      await suite.test('times are UTC, whatever the server thinks', async () => {
        const name = new URL(url).pathname.slice(1);
        await asOwner(ownerUrl, `alter database ${name} set timezone to 'Asia/Tokyo'`);
        const fresh = openPool(resources({ ...LIMITS, DATABASE_URL: url }));
        const { rows } = await asModule(fresh, 'proof', (client) =>
          client.query(`select current_setting('TimeZone') as zone`),
        );
        await fresh.end();
        assert.equal(rows[0].zone, 'UTC');
      });
      await suite.test('all replicas together must fit into what the server accepts', async () => {
        const [{ limit } = { limit: 0 }] = (await asOwner(
          ownerUrl,
          `select current_setting('max_connections')::int as limit`,
        )) as { limit: number }[];
        const config = { ...LIMITS, DATABASE_URL: url } as Config;
        assert.deepEqual(await tooManyConnections(pool, config), []);
        const many = { ...config, REPLICAS_MAX: Math.ceil(limit / LIMITS.DATABASE_POOL_MAX) + 1 };
        assert.match(
          (await tooManyConnections(pool, many))[0] ?? '',
          /DATABASE_POOL_MAX.*REPLICAS_MAX/,
        );
        const shared = { ...config, REPLICAS_MAX: 4, DATABASE_CONNECTIONS_MAX: 11 };
        assert.match((await tooManyConnections(pool, shared))[0] ?? '', /12 .* 11/);
      });
    } finally {
      await pool.end();
    }
  });
});
