import pg from 'pg';
import type { Call } from './call.ts';
import type { Config } from './config.ts';
import { Refusal } from './errors.ts';
import type { Resources } from './storage.ts';
import { currentTenant } from './tenant.ts';
import { postgresConnection } from './tls.ts';

// 64-bit counts and sums arrive as numbers; ours stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

export function openPool(resources: Resources): pg.Pool {
  return resources.once('postgres', () => {
    const { config, log } = resources;
    const pool = new pg.Pool({
      ...postgresConnection(config.DATABASE_URL ?? '', config.DATABASE_CA),
      max: config.DATABASE_POOL_MAX,
      connectionTimeoutMillis: 5_000,
      statement_timeout: config.DATABASE_STATEMENT_TIMEOUT_MS,
      lock_timeout: config.DATABASE_LOCK_TIMEOUT_MS,
      idle_in_transaction_session_timeout: config.DATABASE_IDLE_TIMEOUT_MS,
    });
    pool.on('error', (error) => log.warn({ error }, 'an idle database connection broke'));
    // While lent, a broken connection is told by its next query; unheard, its event would end the process.
    pool.on('connect', (client) => client.on('error', () => {}));
    return {
      value: pool,
      close: () => pool.end(),
      ready: async () => void (await pool.query('select 1')),
      use: () => ({
        used: pool.totalCount - pool.idleCount,
        idle: pool.idleCount,
        waiting: pool.waitingCount,
        max: config.DATABASE_POOL_MAX,
      }),
      problems: () => tooManyConnections(pool, config),
    };
  });
}

/** More connections than the server accepts are refused under load only, which is too late to notice. */
export async function tooManyConnections(
  pool: pg.Pool,
  { DATABASE_POOL_MAX, REPLICAS_MAX, DATABASE_CONNECTIONS_MAX }: Config,
): Promise<readonly string[]> {
  const { rows } = await pool.query(
    `select current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int as accepted`,
  );
  const accepted = DATABASE_CONNECTIONS_MAX ?? rows[0].accepted;
  const wanted = DATABASE_POOL_MAX * REPLICAS_MAX;
  return wanted <= accepted
    ? []
    : [
        `DATABASE_POOL_MAX: ${DATABASE_POOL_MAX} times REPLICAS_MAX ${REPLICAS_MAX} is ${wanted} connections, and the database accepts ${accepted}`,
      ];
}

const currentRole = new WeakMap<pg.PoolClient, string>();

/** Lends a connection that acts as the module's role; a connection keeps its role until another module needs it. */
export async function asModule<T>(
  pool: pg.Pool,
  schema: string,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => {
    throw unavailable(error);
  });
  let broken: Error | undefined;
  try {
    if (currentRole.get(client) !== schema) {
      currentRole.delete(client);
      await client.query(
        `set role ${roleOf(schema)}; set search_path to "${schema}"; set time zone 'UTC'`,
      );
      currentRole.set(client, schema);
    }
    return await work(client);
  } catch (error) {
    if (!(error instanceof Refusal)) broken = await brokenBy(client, error);
    if (broken) throw unavailable(error);
    throw cannotBeText(error)
      ? new Refusal(
          'invalid-request',
          400,
          'Text must not contain U+0000 or half of a surrogate pair',
        )
      : error;
  } finally {
    client.release(broken);
  }
}

/** The database is away, not the request wrong. What was under way may be done or not: a repetition tells. */
function unavailable(cause: unknown): Refusal {
  const refusal = new Refusal(
    'dependency-unavailable',
    503,
    'The database does not answer at the moment',
  );
  return Object.assign(refusal, { cause });
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

/** PostgreSQL's text and jsonb cannot hold U+0000, nor jsonb half of a surrogate pair, which JSON can. */
function cannotBeText(error: unknown): boolean {
  if (!(error instanceof pg.DatabaseError)) return false;
  if (error.code === '22P02' && error.routine?.startsWith('json_')) return true;
  return error.code === '22P05' || (error.code === '22021' && error.message.includes('0x00'));
}

export function roleOf(schema: string): string {
  return `"module_${schema}"`;
}

export function schemaOf(moduleName: string): string {
  return moduleName.replaceAll('-', '_');
}

/** A read on behalf of a tenant is a transaction too, since a tenant is told to the database for one only. */
export function inTenant<T>(client: pg.PoolClient, read: () => Promise<T>): Promise<T> {
  return currentTenant() === undefined ? read() : inTransaction(client, read);
}

/** Also says whose rows the transaction may touch, and who changes them; with its end that is forgotten. */
function begin(by: Call | undefined): string {
  const said = {
    'app.tenant': currentTenant(),
    'app.actor': by && `${by.actor.kind}:${by.actor.id}`,
    'app.trace': by?.trace,
  };
  const settings = Object.entries(said).flatMap(([name, value]) =>
    value === undefined ? [] : [`set local ${name} = ${pg.escapeLiteral(value)}`],
  );
  return ['begin', ...settings].join('; ');
}

export async function inTransaction<T>(
  client: pg.PoolClient,
  work: () => Promise<T>,
  by?: Call,
): Promise<T> {
  await client.query(begin(by));
  try {
    const result = await work();
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
