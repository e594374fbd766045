import pg from 'pg';
import type { RunningSystem } from '../system.ts';

/** What waits or was set aside in one place of a module: going out, or arrived and parked. */
export interface Mailbox {
  readonly module: string;
  readonly kind: 'outbox' | 'parked';
  readonly pending: number;
  readonly dead: number;
  readonly oldestSeconds: number;
  /** Dead ones first, then the oldest. */
  readonly messages: readonly object[];
}

// What is to leave later on purpose does not wait yet.
const WAITS = `status = 'pending' and (attempts > 0 or due_at <= now())`;
const KINDS = ['outbox', 'parked'] as const;
const SHOWN = 20;
const WITHIN_MS = 2_000;
const open = new Map<string, pg.Client>();

/** Reads the queues of every module that is on PostgreSQL. */
export async function readMailboxes(
  system: RunningSystem,
  { modules }: { modules: readonly { name: string; engine: string }[] },
): Promise<Mailbox[]> {
  const found: Mailbox[] = [];
  for (const { name, engine } of modules) {
    if (engine !== 'postgres') continue;
    const url = system.databaseUrl(system.hostOf(name));
    for (const kind of KINDS) found.push(...(await readMailbox(url, name, kind).catch(notNow)));
  }
  return found;
}

/** One that cannot be read (a restart, a module that was just added) is left out until it can. */
const notNow = (): Mailbox[] => [];

async function readMailbox(url: string, module: string, kind: Mailbox['kind']): Promise<Mailbox[]> {
  const client = open.get(url) ?? (await connected(url));
  const table = `"${module.replaceAll('-', '_')}".${kind}`;
  const counts = await client.query(
    `select count(*) filter (where ${WAITS})::int as pending, count(*) filter (where status = 'dead')::int as dead,
       coalesce(extract(epoch from now() - min(case when attempts = 0 then due_at else occurred_at end) filter (where ${WAITS})), 0)::float8 as "oldestSeconds"
     from ${table}`,
  );
  const messages = await client.query(
    `select id, type, key, case when status = 'dead' or ${WAITS} then status else 'scheduled' end as status, attempts, last_error as error, occurred_at as at, trace, payload
     from ${table} order by status, position limit ${SHOWN}`,
  );
  return [{ module, kind, ...counts.rows[0], messages: messages.rows }];
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: WITHIN_MS,
    query_timeout: WITHIN_MS,
  });
  const forget = () => open.delete(url);
  client.on('error', forget).on('end', forget);
  await client.connect();
  open.set(url, client);
  return client;
}
