import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Broker } from './broker.ts';
import type { Log } from './log.ts';
import type { Envelope } from './messages.ts';
import { backOff, MAX_ATTEMPTS } from './storage.ts';

const BATCH = 50;
const IDLE_MS = 50;

const TABLES = `
  create table if not exists message_log (
    position bigint generated always as identity primary key,
    id text not null unique, type text not null, envelope jsonb not null, at timestamptz not null default now());
  create index if not exists message_log_type on message_log (type, position);
  create table if not exists message_cursor (consumer text primary key, position bigint not null default 0);
  create table if not exists dead_letter (
    consumer text not null, id text not null, envelope jsonb not null, error text not null,
    at timestamptz not null default now(), primary key (consumer, id));`;

/**
 * A message log in PostgreSQL: what runs when no broker is configured, and enough for modest volumes. A new
 * consumer reads from the beginning, so a replica can be built at any time.
 */
export async function openBroker(url: string, log: Log): Promise<Broker> {
  const pool = new pg.Pool({ connectionString: url, max: 8, connectionTimeoutMillis: 5_000 });
  pool.on('error', (error) => log.warn({ error }, 'an idle broker connection broke'));
  // While lent, a broken connection is told by its next query; unheard, its event would end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  await locked(pool, 'tables', (client) => client.query(TABLES));
  const stops: (() => Promise<void>)[] = [];
  return {
    // One writer at a time: positions then become visible in order, and a reader never skips a late one.
    publish: async (envelope) => {
      await locked(pool, 'publish', (client) =>
        client.query(
          `insert into message_log (id, type, envelope) values ($1, $2, $3) on conflict (id) do nothing`,
          [envelope.id, envelope.type, JSON.stringify(envelope)],
        ),
      );
    },
    subscribe: async (consumer, types, handle) => {
      await pool.query('insert into message_cursor (consumer) values ($1) on conflict do nothing', [
        consumer,
      ]);
      stops.push(startReader(pool, consumer, types, handle, log));
    },
    ready: async () => void (await pool.query('select 1')),
    close: async () => {
      await Promise.all(stops.map((stop) => stop()));
      await pool.end();
    },
  };
}

async function locked(
  pool: pg.Pool,
  what: string,
  work: (client: pg.PoolClient) => Promise<unknown>,
): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock(hashtext($1))', [`message_log ${what}`]);
    await work(client);
    await client.query('commit');
    client.release();
  } catch (error) {
    await giveBack(client);
    throw error;
  }
}

/** Ends what was begun; a connection that cannot even do that is thrown away. */
async function giveBack(client: pg.PoolClient): Promise<void> {
  const broken = await client.query('rollback').then(
    () => false,
    () => true,
  );
  client.release(broken);
}

function startReader(
  pool: pg.Pool,
  consumer: string,
  types: readonly string[],
  handle: (envelope: Envelope) => Promise<void>,
  log: Log,
): () => Promise<void> {
  const stopping = new AbortController();
  const loop = (async () => {
    while (!stopping.signal.aborted) {
      const read = await readBatch(pool, consumer, types, handle, stopping.signal, log).catch(
        (error: unknown) => {
          if (!stopping.signal.aborted)
            log.warn({ error, consumer }, 'the message log could not be read');
          return 0;
        },
      );
      if (read === 0) await pause(IDLE_MS, stopping.signal);
    }
  })();
  return async () => {
    stopping.abort();
    await loop;
  };
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  sleep(ms, undefined, { signal }).catch(() => {});

/** Reads on from the consumer's cursor. The cursor row is the lock: one member of a consumer reads at a time. */
async function readBatch(
  pool: pg.Pool,
  consumer: string,
  types: readonly string[],
  handle: (envelope: Envelope) => Promise<void>,
  stopping: AbortSignal,
  log: Log,
): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const cursor = await client.query(
      'select position from message_cursor where consumer = $1 for update skip locked',
      [consumer],
    );
    if (cursor.rows.length === 0) {
      await giveBack(client);
      return 0;
    }
    const { rows } = await client.query(
      `select position, envelope from message_log where position > $1 and type = any($2) order by position limit ${BATCH}`,
      [cursor.rows[0].position, types],
    );
    let position: number | undefined;
    for (const row of rows) {
      if (stopping.aborted) break;
      const error = await handleWithRetries(row.envelope, handle, stopping);
      if (stopping.aborted && error) break;
      if (error) {
        log.error(
          { error, consumer, message: row.envelope.type, id: row.envelope.id },
          'a message was set aside as dead',
        );
        await client.query(
          'insert into dead_letter (consumer, id, envelope, error) values ($1, $2, $3, $4) on conflict do nothing',
          [consumer, row.envelope.id, JSON.stringify(row.envelope), String(error)],
        );
      }
      position = row.position;
    }
    if (position !== undefined)
      await client.query('update message_cursor set position = $2 where consumer = $1', [
        consumer,
        position,
      ]);
    await client.query('commit');
    client.release();
    return rows.length;
  } catch (error) {
    await giveBack(client);
    throw error;
  }
}

async function handleWithRetries(
  envelope: Envelope,
  handle: (envelope: Envelope) => Promise<void>,
  stopping: AbortSignal,
): Promise<unknown> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await handle(envelope);
      return null;
    } catch (error) {
      if (attempt === MAX_ATTEMPTS || stopping.aborted) return error;
      await pause(backOff(attempt), stopping);
    }
  }
}
