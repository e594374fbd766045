import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Broker } from './broker.ts';
import type { Log } from './log.ts';
import type { Envelope } from './messages.ts';
import { backOff } from './storage.ts';
import { postgresConnection } from './tls.ts';

const BATCH = 50;
const IDLE_MS = 50;
/** Some seconds between two tries at most: what fails here is a database that is away. */
const MAX_BACK_OFF = 5;

const TABLES = `
  create table if not exists message_log (
    position bigint generated always as identity primary key,
    id text not null unique, type text not null, envelope jsonb not null, at timestamptz not null default now());
  create index if not exists message_log_type on message_log (type, position);
  create table if not exists message_cursor (consumer text primary key, position bigint not null default 0);`;

// `$1` and `$2`: consumers and, in the same order, the types that each reads.
const BACKLOG = `
  select consumer, (select count(*) from message_log
    where position > cursor.position and type = any(string_to_array(types, ' '))) as waiting
  from message_cursor cursor join unnest($1::text[], $2::text[]) as given(name, types) on name = consumer`;

/**
 * A message log in PostgreSQL: what runs when no broker is configured, and enough for modest volumes. A new
 * consumer reads from the beginning, so a replica can be built at any time.
 */
export async function openBroker(url: string, log: Log, authority?: string): Promise<Broker> {
  const pool = new pg.Pool({
    ...postgresConnection(url, authority),
    max: 8,
    connectionTimeoutMillis: 5_000,
  });
  pool.on('error', (error) => log.warn({ error }, 'an idle broker connection broke'));
  // While lent, a broken connection is told by its next query; unheard, its event would end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  await locked(pool, 'tables', (client) => client.query(TABLES));
  const stops: (() => Promise<void>)[] = [];
  const read = new Map<string, string>();
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
      read.set(consumer, types.join(' '));
      stops.push(startReader(pool, consumer, types, handle, log));
    },
    backlog: async () => (await pool.query(BACKLOG, [[...read.keys()], [...read.values()]])).rows,
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
    for (let failures = 0; !stopping.signal.aborted;) {
      try {
        const read = await readBatch(pool, consumer, types, handle, stopping.signal);
        if (read.failure) throw read.failure;
        failures = 0;
        if (read.position === undefined) await pause(IDLE_MS, stopping.signal);
      } catch (error) {
        if (!stopping.signal.aborted)
          log.warn({ error, consumer }, 'the message log is read again from the last message');
        failures = Math.min(failures + 1, MAX_BACK_OFF);
        await pause(backOff(failures), stopping.signal);
      }
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
): Promise<Read> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const cursor = await client.query(
      'select position from message_cursor where consumer = $1 for update skip locked',
      [consumer],
    );
    if (cursor.rows.length === 0) {
      await giveBack(client);
      return {};
    }
    const { rows } = await client.query(
      `select position, envelope from message_log where position > $1 and type = any($2) order by position limit ${BATCH}`,
      [cursor.rows[0].position, types],
    );
    const read = await handleInOrder(rows, handle, stopping);
    if (read.position !== undefined)
      await client.query('update message_cursor set position = $2 where consumer = $1', [
        consumer,
        read.position,
      ]);
    await client.query('commit');
    client.release();
    return read;
  } catch (error) {
    await giveBack(client);
    throw error;
  }
}

/** How far a batch came, and what stopped it. */
interface Read {
  readonly position?: number;
  readonly failure?: unknown;
}

/** The first failure ends the batch, and what follows waits behind it. */
async function handleInOrder(
  rows: readonly pg.QueryResultRow[],
  handle: (envelope: Envelope) => Promise<void>,
  stopping: AbortSignal,
): Promise<Read> {
  let position: number | undefined;
  for (const row of rows) {
    if (stopping.aborted) break;
    try {
      await handle(row['envelope']);
    } catch (failure) {
      return { ...(position !== undefined && { position }), failure };
    }
    position = row['position'];
  }
  return position === undefined ? {} : { position };
}
