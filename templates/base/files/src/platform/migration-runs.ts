import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Statement } from './sql-statements.ts';

const ASK_AGAIN_MS = 200;
/** Whoever waits for a lock makes all later ones wait too. So: not long, but often. */
const LOCK_TIMEOUT = '2s';
const ATTEMPTS = 15;
/** Building an index waits for transactions that are older, and nobody waits for it. */
const CONCURRENT_LOCK_TIMEOUT = '10min';

type Record = () => Promise<unknown>;

/**
 * One migrator at a time. It asks again and again instead of waiting in the database: a statement that waits is a
 * transaction, and an index that is built concurrently would wait for it for ever.
 */
export async function lock(client: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query(`select pg_try_advisory_lock(hashtext('migrate')) as mine`);
    if (rows[0].mine) return;
    await sleep(ASK_AGAIN_MS);
  }
}

export async function inOneTransaction(
  client: pg.Client,
  schema: string,
  sql: string,
  record: Record = async () => {},
): Promise<void> {
  await client.query('begin');
  try {
    // Rather an error than a change of only those rows that a policy shows.
    await client.query(
      `set local search_path to "${schema}"; set local lock_timeout to '${LOCK_TIMEOUT}'; set local row_security to off`,
    );
    await client.query(sql);
    await record();
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

/** What PostgreSQL does beside the work of others, and so outside of a transaction. A crash leaves an index that is no good. */
export async function besideOthers(
  client: pg.Client,
  schema: string,
  statements: readonly Statement[],
  record: Record,
): Promise<void> {
  await client.query(
    `set search_path to "${schema}"; set lock_timeout to '${CONCURRENT_LOCK_TIMEOUT}'`,
  );
  try {
    await dropInvalidIndexes(client, schema);
    for (const { text } of statements) await client.query(text);
    await record();
  } catch (error) {
    await dropInvalidIndexes(client, schema);
    throw error;
  } finally {
    await client.query('reset search_path; reset lock_timeout');
  }
}

async function dropInvalidIndexes(client: pg.Client, schema: string): Promise<void> {
  const { rows } = await client.query(
    `select quote_ident(c.relname) as name from pg_index i join pg_class c on c.oid = i.indexrelid
     where not i.indisvalid and c.relnamespace = $1::regnamespace`,
    [`"${schema}"`],
  );
  for (const { name } of rows) await client.query(`drop index concurrently if exists ${name}`);
}

/** Tries again when a lock could not be had in time. */
export async function withPatience(what: string, run: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      const locked = error instanceof pg.DatabaseError && error.code === '55P03';
      if (!locked || attempt === ATTEMPTS)
        throw new Error(`${what} failed: ${String(error)}`, { cause: error });
      await sleep(ASK_AGAIN_MS * attempt);
    }
  }
}
