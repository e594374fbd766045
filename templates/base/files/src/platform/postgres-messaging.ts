import type pg from 'pg';
import { asModule } from './postgres-pool.ts';
import { postgresQueue } from './postgres-queue.ts';
import {
  ANSWER_WITHIN_MS,
  backOff,
  type Inbox,
  INBOX_DAYS,
  type Outbox,
  type Parked,
} from './storage.ts';

const PRUNED_AT_ONCE = 2_000;

/** What a module wrote and what still has to leave. */
export function postgresOutbox(pool: pg.Pool, schema: string): Outbox & { written(): void } {
  let wake: () => void = () => {};
  return {
    ...postgresQueue(pool, schema, 'outbox'),
    written: () => wake(),
    onWritten: (listener) => {
      wake = listener;
    },
  };
}

/** What a module was sent and could not handle yet. */
export function postgresParked(pool: pg.Pool, schema: string): Parked {
  return {
    ...postgresQueue(pool, schema, 'parked'),
    holds: (key) =>
      asModule(pool, schema, async (client) => {
        const { rows } = await client.query({
          name: `${schema}:parked`,
          text: `select 1 from parked where key = $1 and status = 'pending' limit 1`,
          values: [key],
        });
        return rows.length > 0;
      }),
    park: (envelope, failure) =>
      asModule(pool, schema, async (client) => {
        const { id, type, key, payload, trace, tenant, producer, occurredAt } = envelope;
        const failed =
          failure === undefined ? [0, 0, null] : [1, backOff(1) / 1000, String(failure)];
        await client.query(
          `insert into parked (id, type, key, payload, trace, tenant, producer, occurred_at, attempts, due_at, last_error)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, now() + make_interval(secs => $10), $11) on conflict (id) do nothing`,
          [id, type, key, JSON.stringify(payload), trace, tenant, producer, occurredAt, ...failed],
        );
      }),
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
    respond: (key, trace, response) =>
      asModule(pool, schema, async (client) => {
        await client.query(
          `update inbox set response = $3 where key = $1 and response is null
             and (trace = $2 or at < now() - interval '${ANSWER_WITHIN_MS} milliseconds')`,
          [key, trace, JSON.stringify(response)],
        );
        const { rows } = await client.query('select response from inbox where key = $1', [key]);
        // A call that changed nothing left no mark: there is nothing to repeat.
        return rows[0] ? rows[0].response : response;
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
