import type pg from 'pg';
import type { Envelope } from './messages.ts';
import { asModule, inTenant, inTransaction } from './postgres-pool.ts';
import { backOff, MAX_ATTEMPTS, type Queue, TryLater } from './storage.ts';

const BATCH = 20;

/** A queue of one module. The claim is a row lock: a relay that dies gives its messages back at once. */
export function postgresQueue(pool: pg.Pool, schema: string, table: 'outbox' | 'parked'): Queue {
  // Only the oldest message of each key: with several relays, SKIP LOCKED alone would reorder a key.
  // What was written to leave later is not in the line before its time.
  const claim = `
    select position, id, type, key, payload, trace, tenant, producer, occurred_at, attempts from ${table} q
    where status = 'pending' and due_at <= now() and not exists (
      select 1 from ${table} earlier
      where earlier.key = q.key and earlier.status = 'pending' and earlier.position < q.position
        and (earlier.attempts > 0 or earlier.due_at <= now()))
    order by position limit ${BATCH} for update skip locked`;
  const due = {
    name: `${schema}:${table} due`,
    text: `select 1 from ${table} where status = 'pending' and due_at <= now() limit 1`,
  };
  const dead = (ids: readonly string[] | 'all') =>
    ids === 'all'
      ? { where: `status = 'dead'`, values: [] }
      : { where: `status = 'dead' and id = any($1)`, values: [ids] };
  const changed = (text: string, values: readonly unknown[]) =>
    asModule(pool, schema, (client) =>
      inTenant(client, async () => (await client.query(text, [...values])).rowCount ?? 0),
    );
  return {
    relay: (deliver) =>
      asModule(pool, schema, async (client) => {
        // Nearly every look finds nothing, and an empty transaction costs three times as much as a look.
        if ((await client.query(due)).rows.length === 0) return 0;
        return inTransaction(client, async () => {
          const { rows } = await client.query(claim);
          // The claim is held while handlers run, which may take longer than other transactions may idle.
          if (rows.length > 0)
            await client.query('set local idle_in_transaction_session_timeout = 0');
          let delivered = 0;
          for (const row of rows) {
            const outcome = await relayOne(client, table, row, deliver);
            if (outcome === 'delivered') delivered += 1;
            if (outcome === 'later') break;
          }
          return delivered;
        });
      }),
    counts: () =>
      asModule(pool, schema, async (client) => {
        const { rows } = await client.query(
          `select count(*) filter (where waiting) as pending,
             count(*) filter (where status = 'pending' and not waiting) as scheduled,
             count(*) filter (where status = 'dead') as dead,
             coalesce(extract(epoch from now() - min(case when attempts = 0 then due_at else occurred_at end)
               filter (where waiting)), 0)::float as oldest
           from (select status, attempts, due_at, occurred_at,
             status = 'pending' and (attempts > 0 or due_at <= now()) as waiting from ${table}) q`,
        );
        const { pending, scheduled, dead, oldest } = rows[0];
        return { pending, scheduled, dead, oldestSeconds: oldest };
      }),
    dead: (limit) =>
      asModule(pool, schema, async (client) => {
        const { rows } = await inTenant(client, () =>
          client.query(
            `select id, type, key, attempts, last_error, occurred_at from ${table}
             where status = 'dead' order by position limit $1`,
            [limit],
          ),
        );
        return rows.map((row) => ({
          id: row['id'],
          type: row['type'],
          key: row['key'],
          attempts: row['attempts'],
          error: row['last_error'] ?? '',
          occurredAt: row['occurred_at'].toISOString(),
        }));
      }),
    replay: (ids) => {
      const { where, values } = dead(ids);
      return changed(
        `update ${table} set status = 'pending', attempts = 0, due_at = now() where ${where}`,
        values,
      );
    },
    discard: (ids) => {
      const { where, values } = dead(ids);
      return changed(`delete from ${table} where ${where}`, values);
    },
  };
}

async function relayOne(
  client: pg.PoolClient,
  table: string,
  row: pg.QueryResultRow,
  deliver: (envelope: Envelope) => Promise<void>,
): Promise<'delivered' | 'failed' | 'later'> {
  try {
    await deliver(toEnvelope(row));
    await client.query(`delete from ${table} where position = $1`, [row['position']]);
    return 'delivered';
  } catch (error) {
    const attempts = row['attempts'] + 1;
    const later = error instanceof TryLater;
    await client.query(
      `update ${table} set attempts = $2, status = $3, last_error = $4, due_at = now() + make_interval(secs => $5)
       where position = $1`,
      [
        row['position'],
        attempts,
        later || attempts < MAX_ATTEMPTS ? 'pending' : 'dead',
        String(error),
        backOff(attempts) / 1000,
      ],
    );
    return later ? 'later' : 'failed';
  }
}

function toEnvelope(row: pg.QueryResultRow): Envelope {
  return {
    id: row['id'],
    type: row['type'],
    key: row['key'],
    payload: row['payload'],
    trace: row['trace'],
    ...(row['tenant'] !== null && { tenant: row['tenant'] }),
    producer: row['producer'],
    occurredAt: row['occurred_at'].toISOString(),
  };
}
