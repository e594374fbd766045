import type pg from 'pg';
import type { Envelope } from './messages.ts';
import { asModule, inTransaction } from './postgres-pool.ts';
import { backOff, type Inbox, INBOX_DAYS, MAX_ATTEMPTS, type Outbox, TryLater } from './storage.ts';

const BATCH = 20;
const PRUNED_AT_ONCE = 2_000;

// Only the oldest pending message of each key: with several relays, SKIP LOCKED alone would reorder a key.
const CLAIM = `
  select position, id, type, key, payload, trace, occurred_at, attempts from outbox o
  where status = 'pending' and due_at <= now() and not exists (
    select 1 from outbox earlier
    where earlier.key = o.key and earlier.status = 'pending' and earlier.position < o.position)
  order by position limit ${BATCH} for update skip locked`;

/** The outbox of one module. The claim is a row lock: a relay that dies gives its messages back at once. */
export function postgresOutbox(
  pool: pg.Pool,
  schema: string,
  producer: string,
): Outbox & { written(): void } {
  let wake: () => void = () => {};
  return {
    written: () => wake(),
    onWritten: (listener) => {
      wake = listener;
    },
    relay: (deliver) =>
      asModule(pool, schema, (client) =>
        inTransaction(client, async () => {
          const { rows } = await client.query(CLAIM);
          // The claim is held while handlers run, which may take longer than other transactions may idle.
          if (rows.length > 0)
            await client.query('set local idle_in_transaction_session_timeout = 0');
          let delivered = 0;
          for (const row of rows) {
            const outcome = await relayOne(client, row, toEnvelope(row, producer), deliver);
            if (outcome === 'delivered') delivered += 1;
            if (outcome === 'later') break;
          }
          return delivered;
        }),
      ),
    counts: () =>
      asModule(pool, schema, async (client) => {
        const { rows } = await client.query(
          `select count(*) filter (where status = 'pending') as pending, count(*) filter (where status = 'dead') as dead from outbox`,
        );
        return rows[0];
      }),
  };
}

async function relayOne(
  client: pg.PoolClient,
  row: pg.QueryResultRow,
  envelope: Envelope,
  deliver: (envelope: Envelope) => Promise<void>,
): Promise<'delivered' | 'failed' | 'later'> {
  try {
    await deliver(envelope);
    await client.query('delete from outbox where position = $1', [row['position']]);
    return 'delivered';
  } catch (error) {
    const attempts = row['attempts'] + 1;
    const later = error instanceof TryLater;
    await client.query(
      `update outbox set attempts = $2, status = $3, last_error = $4, due_at = now() + make_interval(secs => $5)
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

function toEnvelope(row: pg.QueryResultRow, producer: string): Envelope {
  return {
    id: row['id'],
    type: row['type'],
    key: row['key'],
    payload: row['payload'],
    trace: row['trace'],
    producer,
    occurredAt: row['occurred_at'].toISOString(),
  };
}

export function postgresInbox(pool: pg.Pool, schema: string): Inbox {
  return {
    find: (key) =>
      asModule(pool, schema, async (client) => {
        const { rows } = await client.query(
          'select request_hash, response from inbox where key = $1',
          [key],
        );
        return rows[0] ? { requestHash: rows[0].request_hash, response: rows[0].response } : null;
      }),
    respond: (key, response) =>
      asModule(pool, schema, async (client) => {
        await client.query('update inbox set response = $2 where key = $1 and response is null', [
          key,
          JSON.stringify(response),
        ]);
      }),
    forgetOld: () =>
      asModule(pool, schema, async (client) => {
        const old = `select key from inbox where at < now() - interval '${INBOX_DAYS} days' limit ${PRUNED_AT_ONCE}`;
        for (let gone = PRUNED_AT_ONCE; gone === PRUNED_AT_ONCE;) {
          gone = (await client.query(`delete from inbox where key in (${old})`)).rowCount ?? 0;
        }
      }),
  };
}
