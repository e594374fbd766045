import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import pg from 'pg';
import * as z from 'zod';
import type { Call } from '#platform/call.ts';
import { dispatcher } from '#platform/delivery.ts';
import type { Envelope, Message } from '#platform/messages.ts';
import { postgresOutbox } from '#platform/postgres-messaging.ts';
import { postgresUnit } from '#platform/postgres.ts';
import { TryLater } from '#platform/storage.ts';
import { asTenant } from '#platform/tenant.ts';
import { eventually } from '#test/api.ts';
import { PROOF_TENANT, proofCall, withDatabase } from '#test/database.ts';
import { silent } from '#test/silent-log.ts';

const TABLES = `
  create table stock (item text primary key, left_over integer not null check (left_over >= 0));
  create table handled (position bigint generated always as identity, key text not null, n integer not null);
  create table published (id uuid not null);`;
const TYPE = 'proof.sold.v1';

/** The same numbers for the same seed, so that a schedule that fails can be run again. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** The outbox of `proof`, what writes to it, and a subscriber that takes one from stock for each message. */
function proof(pool: pg.Pool) {
  const unit = postgresUnit(pool, 'proof', 'proof', () => {});
  const subscription = {
    type: TYPE,
    schema: z.object({ n: z.number() }),
    handle: (handling: Call, payload: unknown) =>
      unit.commit(handling, {}, async (sql) => {
        const { n, key } = payload as { n: number; key: string };
        await sql(`update stock set left_over = left_over - 1 where item = 'pen'`);
        await sql('insert into handled (key, n) values ($1, $2)', [key, n]);
      }),
  };
  const handler = {
    consumer: 'proof',
    part: 'main',
    subscription: { ...subscription, schema: z.object({ n: z.number(), key: z.string() }) },
  };
  const sold = (key: string, n: number, more: Partial<Message> = {}): Message => ({
    type: TYPE,
    key,
    payload: { n, key },
    ...more,
  });
  return {
    outbox: postgresOutbox(pool, 'proof'),
    dispatch: dispatcher([handler], silent),
    sold,
    write: (...messages: Message[]) =>
      asTenant(PROOF_TENANT, () => unit.commit(proofCall(), { messages }, async () => {})),
  };
}

/** The server stops after the tests, and says so to whoever is still connected. */
function quiet(pool: pg.Pool): pg.Pool {
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** Pools that stand for one process each, closed afterwards. */
async function withPools(
  count: number,
  url: string,
  run: (pools: pg.Pool[]) => Promise<void>,
): Promise<void> {
  const pools = Array.from({ length: count }, () => new pg.Pool({ connectionString: url, max: 6 }));
  for (const pool of pools) quiet(pool);
  try {
    await run(pools);
  } finally {
    await Promise.all(pools.map((pool) => pool.end()));
  }
}

test('messages of the outbox', async (suite) => {
  await withDatabase(TABLES, async ({ ownerUrl, url }) => {
    const owner = quiet(new pg.Pool({ connectionString: ownerUrl, max: 2 }));
    const ask = async (text: string) => (await owner.query(text)).rows;
    const clean = () =>
      owner.query(
        'truncate proof.stock, proof.handled, proof.published, proof.outbox, proof.inbox',
      );
    const pending = async () =>
      (await ask(`select count(*)::int as n from proof.outbox where status = 'pending'`))[0]?.['n'];

    await suite.test(
      'whatever happens on the way, each has its effect once, and each key keeps its order',
      () =>
        withPools(1, url, async ([pool]) => {
          for (let seed = 1; seed <= 25; seed += 1) {
            const random = seeded(seed);
            const { outbox, dispatch, sold, write } = proof(pool!);
            await clean();
            await ask(`insert into proof.stock values ('pen', 100)`);
            for (let n = 1; n <= 12; n += 1) await write(sold(`key ${n % 3}`, n));
            const somehow = async (envelope: Envelope) => {
              const outcome = Math.floor(random() * 4);
              if (outcome === 0) throw new TryLater('the broker is away');
              await dispatch(envelope);
              if (outcome === 1) await dispatch(envelope);
              if (outcome === 2) throw new TryLater('crashed after publishing');
            };
            while ((await pending()) > 0) {
              await outbox.relay(somehow);
              await ask('update proof.outbox set due_at = now()');
            }
            const [left] = await ask('select left_over from proof.stock');
            assert.equal(left?.['left_over'], 100 - 12, `seed ${seed}`);
            const byKey = Map.groupBy(
              await ask('select key, n from proof.handled order by position'),
              ({ key }) => key,
            );
            for (const [key, rows] of byKey) {
              const order = rows.map(({ n }) => n);
              assert.deepEqual(
                order,
                order.toSorted((a, b) => a - b),
                `seed ${seed}, ${key}`,
              );
            }
          }
        }),
    );

    await suite.test('four relays at once publish nothing twice, and each key in order', () =>
      withPools(4, url, async (pools) => {
        await clean();
        const published: Envelope[] = [];
        const relays = pools.map((pool) => proof(pool));
        for (let n = 1; n <= 200; n += 1)
          await relays[0]!.write(relays[0]!.sold(`key ${n % 20}`, n));
        await Promise.all(
          relays.map(async ({ outbox }) => {
            while ((await pending()) > 0)
              await outbox.relay(async (envelope) => {
                await new Promise((resolve) => setTimeout(resolve, 1));
                published.push(envelope);
              });
          }),
        );
        assert.equal(published.length, 200);
        assert.equal(new Set(published.map(({ id }) => id)).size, 200);
        for (const of of Map.groupBy(published, ({ key }) => key).values()) {
          const order = of.map(({ payload }) => (payload as { n: number }).n);
          assert.deepEqual(
            order,
            order.toSorted((a, b) => a - b),
          );
        }
      }),
    );

    await suite.test('a message that is committed after a later one is not skipped', () =>
      withPools(1, url, async ([pool]) => {
        await clean();
        const { outbox, sold, write } = proof(pool!);
        const slow = await owner.connect();
        await slow.query('begin');
        await slow.query(
          `insert into proof.outbox (id, type, key, payload, trace, producer)
           values (gen_random_uuid(), '${TYPE}', 'slow', '{"n": 1, "key": "slow"}', 'trace', 'proof')`,
        );
        await write(sold('fast', 2));
        const published: string[] = [];
        const relay = () => outbox.relay(async ({ key }) => void published.push(key));
        await relay();
        assert.deepEqual(published, ['fast']);
        await slow.query('commit');
        slow.release();
        await relay();
        assert.deepEqual(published, ['fast', 'slow']);
      }),
    );

    await suite.test('what is to leave later waits, and holds up nothing', () =>
      withPools(1, url, async ([pool]) => {
        await clean();
        const { outbox, sold, write } = proof(pool!);
        await write(sold('key', 1, { delaySeconds: 3_600 }), sold('key', 2));
        const published: unknown[] = [];
        const relay = () => outbox.relay(async ({ payload }) => void published.push(payload));
        await relay();
        assert.deepEqual(published, [{ n: 2, key: 'key' }]);
        const counts = await outbox.counts();
        assert.deepEqual([counts.pending, counts.scheduled, counts.dead], [0, 1, 0]);
        await ask('update proof.outbox set due_at = now()');
        await relay();
        assert.deepEqual(published.at(-1), { n: 1, key: 'key' });
      }),
    );

    await suite.test(
      'a poisoned message is given up alone, and comes back when it is replayed',
      () =>
        withPools(1, url, async ([pool]) => {
          await clean();
          const { outbox, sold, write } = proof(pool!);
          let cured = false;
          const published: string[] = [];
          const deliver = async ({ key }: Envelope) => {
            if (key === 'poison' && !cured) throw new Error('cannot be handled');
            published.push(key);
          };
          await write(sold('poison', 1));
          for (let turn = 1; turn <= 8; turn += 1) {
            await write(sold(`fine ${turn}`, turn));
            await outbox.relay(deliver);
            await ask('update proof.outbox set due_at = now()');
          }
          assert.equal(published.length, 8, 'others were held up');
          const [dead] = await outbox.dead(10);
          assert.deepEqual([dead?.key, dead?.attempts], ['poison', 8]);
          assert.match(dead?.error ?? '', /cannot be handled/);
          assert.equal(await outbox.relay(deliver), 0);
          cured = true;
          assert.equal(await outbox.replay([dead?.id ?? '']), 1);
          await outbox.relay(deliver);
          assert.equal(published.at(-1), 'poison');
          assert.equal((await outbox.counts()).dead, 0);
        }),
    );

    await suite.test(
      'a relay is killed three times while it publishes: everything is published',
      () =>
        withPools(1, url, async ([pool]) => {
          await clean();
          const { sold, write } = proof(pool!);
          for (let n = 1; n <= 40; n += 1) await write(sold(`key ${n % 8}`, n));
          const published = async () =>
            (await ask('select count(distinct id)::int as n from proof.published'))[0]?.['n'];
          for (const [turn, enough] of [8, 16, 24, 40].entries()) {
            const relay = fork(join(import.meta.dirname, 'relay-process.ts'), {
              env: { ...process.env, PROOF_URL: url },
            });
            await eventually('publishing', published, (n) => n >= enough, 30_000);
            await killed(relay);
            if (turn < 3)
              assert.ok((await pending()) > 0, 'it was killed too late to show anything');
          }
        }),
    );
    await owner.end();
  });
});

async function killed(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}
