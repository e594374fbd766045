import pg from 'pg';
import { Refusal } from './errors.ts';
import type { Resources } from './storage.ts';

// 64-bit counts and sums arrive as numbers; ours stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

export function openPool(resources: Resources): pg.Pool {
  return resources.once('postgres', () => {
    const { config, log } = resources;
    const pool = new pg.Pool({
      connectionString: config.DATABASE_URL,
      max: config.DATABASE_POOL_MAX,
      connectionTimeoutMillis: 5_000,
      statement_timeout: 10_000,
      idle_in_transaction_session_timeout: 30_000,
    });
    pool.on('error', (error) => log.warn({ error }, 'an idle database connection broke'));
    // While lent, a broken connection is told by its next query; unheard, its event would end the process.
    pool.on('connect', (client) => client.on('error', () => {}));
    return {
      value: pool,
      close: () => pool.end(),
      ready: async () => void (await pool.query('select 1')),
    };
  });
}

const currentRole = new WeakMap<pg.PoolClient, string>();

/** Lends a connection that acts as the module's role; a connection keeps its role until another module needs it. */
export async function asModule<T>(
  pool: pg.Pool,
  schema: string,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    if (currentRole.get(client) !== schema) {
      currentRole.delete(client);
      await client.query(`set role ${roleOf(schema)}; set search_path to "${schema}"`);
      currentRole.set(client, schema);
    }
    return await work(client);
  } catch (error) {
    if (!(error instanceof Refusal)) broken = await brokenBy(client, error);
    throw hasNul(error)
      ? new Refusal('invalid-request', 400, 'Text must not contain the character U+0000')
      : error;
  } finally {
    client.release(broken);
  }
}

/** A connection whose state is unknown is thrown away instead of being lent again. */
async function brokenBy(client: pg.PoolClient, error: unknown): Promise<Error | undefined> {
  try {
    await client.query('rollback');
    return undefined;
  } catch {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** PostgreSQL's text and jsonb cannot hold U+0000, which JSON can. */
function hasNul(error: unknown): boolean {
  if (!(error instanceof pg.DatabaseError)) return false;
  return error.code === '22P05' || (error.code === '22021' && error.message.includes('0x00'));
}

export function roleOf(schema: string): string {
  return `"module_${schema}"`;
}

export function schemaOf(moduleName: string): string {
  return moduleName.replaceAll('-', '_');
}

export async function inTransaction<T>(client: pg.PoolClient, work: () => Promise<T>): Promise<T> {
  await client.query('begin');
  try {
    const result = await work();
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
