import type pg from 'pg';
import { type Call, newId } from './call.ts';
import { insideUnitOfWork } from './clients.ts';
import { Refusal, VersionConflict } from './errors.ts';
import type { Message } from './messages.ts';
import type { Changes, Module } from './module.ts';
import { postgresInbox, postgresOutbox, postgresParked } from './postgres-messaging.ts';
import { asModule, inTenant, inTransaction, openPool, schemaOf } from './postgres-pool.ts';
import type { Hosted } from './storage.ts';
import { currentTrace, inSpan } from './tracing.ts';

export type Row = Readonly<Record<string, unknown>>;

/** Runs one statement; `$1` … are never spliced into the text. */
export type Sql = <R extends Row = Row>(text: string, values?: readonly unknown[]) => Promise<R[]>;

/** How a store reaches its own tables: as its module's role, in its module's schema. */
export interface PostgresUnit {
  read<T>(query: (sql: Sql) => Promise<T>): Promise<T>;
  /**
   * One transaction: the change, its messages, and the mark that this call was done. A call that was done
   * before writes nothing, so a repeated request or message is harmless.
   */
  commit(call: Call, changes: Changes, write: (sql: Sql) => Promise<void>): Promise<void>;
}

const statementNames = new Map<string, Map<string, string>>();

/**
 * A name for each text, so that a connection plans it once. Texts are constants of a store: there are few. The schema
 * is part of the name: the same text means another table where another module's path is searched.
 */
function namesIn(schema: string): (text: string) => string {
  const names = statementNames.get(schema) ?? new Map<string, string>();
  statementNames.set(schema, names);
  return (text) => {
    const known = names.get(text);
    if (known !== undefined) return known;
    const name = `${schema}:s${names.size}`;
    names.set(text, name);
    return name;
  };
}

const sqlOf =
  (client: pg.PoolClient, nameOf: (text: string) => string): Sql =>
  async (text, values = []) =>
    (await client.query({ name: nameOf(text), text, values: values as unknown[] })).rows;

export function postgresUnit(
  pool: pg.Pool,
  schema: string,
  producer: string,
  written: () => void,
): PostgresUnit {
  const committed = new WeakSet<Call>();
  const attributes = { 'db.system.name': 'postgresql', 'db.namespace': schema };
  const nameOf = namesIn(schema);
  return {
    read: (query) =>
      inSpan('client', `${schema} read`, currentTrace(), attributes, () =>
        asModule(pool, schema, (client) =>
          inTenant(client, () => insideUnitOfWork(() => query(sqlOf(client, nameOf)))),
        ),
      ),
    commit: async (call, { messages = [] }, write) => {
      if (committed.has(call))
        throw new Error('A use case saves once: put both changes into one commit');
      await inSpan('client', `${schema} commit`, call.trace, attributes, (trace) =>
        asModule(pool, schema, (client) =>
          inTransaction(
            client,
            async () => {
              const sql = sqlOf(client, nameOf);
              if (!(await firstTime(sql, call))) return;
              await insideUnitOfWork(() => write(sql));
              await addToOutbox(sql, { ...call, trace }, producer, messages);
            },
            call,
          ).catch(deadlockLost),
        ),
      );
      committed.add(call);
      if (messages.length > 0) written();
    },
  };
}

/** Of those that waited for one another PostgreSQL ended this one: it lost a race, and may run again. */
function deadlockLost(error: { code?: string }): never {
  throw error.code === '40P01' ? new VersionConflict('What it changes') : error;
}

/** With the change that they tell about; `call.trace` is what their own spans hang below. */
async function addToOutbox(
  sql: Sql,
  call: Call,
  producer: string,
  messages: readonly Message[],
): Promise<void> {
  for (const [index, message] of messages.entries()) {
    const { type, key, payload, delaySeconds = 0 } = message;
    await sql(
      `insert into outbox (id, type, key, payload, trace, tenant, producer, due_at)
       values ($1, $2, $3, $4, $5, $6, $7, now() + make_interval(secs => $8))`,
      [
        newId(call, `message ${index}`),
        type,
        key,
        JSON.stringify(payload),
        call.trace,
        call.tenant ?? null,
        producer,
        delaySeconds,
      ],
    );
  }
}

async function firstTime(sql: Sql, call: Call): Promise<boolean> {
  if (call.idempotencyKey === undefined) return true;
  const inserted = await sql(
    `insert into inbox (key, request_hash, trace) values ($1, $2, $3)
     on conflict (key) do nothing returning key`,
    [call.idempotencyKey, call.requestHash ?? null, call.trace],
  );
  if (inserted.length > 0) return true;
  const [before] = await sql('select request_hash from inbox where key = $1', [
    call.idempotencyKey,
  ]);
  if (before?.['request_hash'] !== (call.requestHash ?? null)) {
    throw new Refusal(
      'idempotency-key-reused',
      422,
      'This Idempotency-Key was used for a different request',
    );
  }
  return false;
}

/** Hosts a module on PostgreSQL. */
export function onPostgres<Store>(
  module: Module<Store>,
  createStore: (unit: PostgresUnit) => Store,
): Hosted {
  return {
    module: module as unknown as Module<unknown>,
    open: (resources) => {
      const pool = openPool(resources);
      const schema = schemaOf(module.contract.name);
      const { name } = module.contract;
      const outbox = postgresOutbox(pool, schema);
      return {
        store: createStore(postgresUnit(pool, schema, name, outbox.written)),
        outbox,
        inbox: postgresInbox(pool, schema),
        parked: postgresParked(pool, schema),
      };
    },
  };
}
