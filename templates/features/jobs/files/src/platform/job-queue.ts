import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { newTrace } from '#platform/call.ts';
import type { Job } from '#platform/job.ts';
import { asModule, inTransaction } from '#platform/postgres-pool.ts';

/** A job that this process has taken on, until the lease runs out. */
export interface LeasedJob {
  readonly id: string;
  readonly name: string;
  readonly input: unknown;
  readonly trace: string;
  readonly tenant: string | undefined;
  /** This one included. */
  readonly attempts: number;
  readonly lease: string;
  readonly waitedMs: number;
}

export type JobCounts = {
  readonly waiting: number;
  readonly running: number;
  readonly dead: number;
};

/** The jobs of one module. Locks last as long as a statement; what lasts as long as a run is the lease. */
export interface JobQueue {
  /** Takes the one that has been due longest; `null` when none is. */
  take(names: readonly string[]): Promise<LeasedJob | null>;
  /** False when somebody else has it by now. */
  extend(job: LeasedJob): Promise<boolean>;
  done(job: LeasedJob): Promise<void>;
  /** Tried again after a while, or set aside as dead (`null`). */
  failed(job: LeasedJob, error: unknown, retryMs: number | null): Promise<void>;
  /** Somebody else may have it at once, and this attempt does not count. */
  handBack(job: LeasedJob): Promise<void>;
  /** Enqueues what is due by schedule. However many times were missed: it runs once. */
  enqueueDue(jobs: readonly Job[]): Promise<void>;
  counts(): Promise<JobCounts>;
}

const TAKE = `
  update job set lease = $2, leased_until = now() + make_interval(secs => $3), attempts = attempts + 1
  where id = (
    select id from job
    where state = 'waiting' and due_at <= now() and name = any($1)
      and (leased_until is null or leased_until < now())
    order by due_at limit 1 for update skip locked)
  returning id, name, input, trace, tenant, attempts, lease, extract(epoch from now() - due_at) * 1000 as waited`;

const ENQUEUE = `
  insert into job (id, name, input, trace, tenant, scheduled, due_at)
  values ($1, $2, '{}', $3, $4, true, $5) on conflict do nothing`;

export function jobQueue(pool: pg.Pool, schema: string, leaseMs: number): JobQueue {
  const query = (text: string, values: readonly unknown[] = []) =>
    asModule(pool, schema, (client) => client.query(text, [...values]));
  const mine = 'where id = $1 and lease = $2';
  let tenants: Promise<boolean> | undefined;
  return {
    take: async (names) => {
      const { rows } = await query(TAKE, [names, randomUUID(), leaseMs / 1000]);
      const { tenant, waited, ...job } = rows[0] ?? {};
      return rows[0] ? { ...job, tenant: tenant ?? undefined, waitedMs: Number(waited) } : null;
    },
    extend: async ({ id, lease }) => {
      const until = 'leased_until = now() + make_interval(secs => $3)';
      const { rowCount } = await query(`update job set ${until} ${mine}`, [
        id,
        lease,
        leaseMs / 1000,
      ]);
      return rowCount === 1;
    },
    done: async ({ id, lease }) => void (await query(`delete from job ${mine}`, [id, lease])),
    failed: async ({ id, lease }, error, retryMs) => {
      const due = 'due_at = now() + make_interval(secs => $4)';
      await query(
        `update job set lease = null, leased_until = null, last_error = $3, ${due}, state = $5 ${mine}`,
        [id, lease, String(error), (retryMs ?? 0) / 1000, retryMs === null ? 'dead' : 'waiting'],
      );
    },
    handBack: async ({ id, lease }) => {
      const free = 'lease = null, leased_until = null, attempts = attempts - 1';
      await query(`update job set ${free} ${mine}`, [id, lease]);
    },
    enqueueDue: (jobs) =>
      asModule(pool, schema, async (client) => {
        tenants ??= hasTenants(client);
        for (const job of jobs) await enqueueOne(client, job, await tenants);
      }),
    counts: async () => {
      const { rows } = await query(`
        select count(*) filter (where state = 'dead') as dead,
          count(*) filter (where state = 'waiting' and leased_until >= now()) as running,
          count(*) filter (where state = 'waiting' and (leased_until is null or leased_until < now())) as waiting
        from job`);
      return rows[0];
    },
  };
}

/** The row of a schedule is its lock: of several processes one enqueues, and moves the time on. */
async function enqueueOne(client: pg.PoolClient, job: Job, tenants: boolean): Promise<void> {
  const { schedule, name } = job;
  if (!schedule) return;
  await inTransaction(client, async () => {
    const { rows: clock } = await client.query('select now()');
    const now: Date = clock[0].now;
    const next = new Date(schedule.next(now).getTime() + Math.random() * schedule.jitterMs);
    // A new schedule, and one that was changed, begins with its next time.
    const { rowCount: changed } = await client.query(
      `insert into job_schedule as known (name, schedule, next_at) values ($1, $2, $3)
       on conflict (name) do update set schedule = $2, next_at = $3 where known.schedule <> $2`,
      [name, schedule.text, next],
    );
    if (changed) return;
    const { rowCount: due } = await client.query(
      `update job_schedule set next_at = $2 where name in (
         select name from job_schedule where name = $1 and next_at <= $3 for update skip locked)`,
      [name, next, now],
    );
    if (!due) return;
    for (const tenant of tenants ? await activeTenants(client) : [null])
      await client.query(ENQUEUE, [randomUUID(), name, newTrace(), tenant, now]);
  });
}

async function hasTenants(client: pg.PoolClient): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from information_schema.columns
     where table_schema = current_schema and table_name = 'inbox' and column_name = 'tenant'`,
  );
  return rowCount === 1;
}

/** A tenant for which this module did nothing for as long as the inbox remembers has nothing to be done either. */
async function activeTenants(client: pg.PoolClient): Promise<string[]> {
  const { rows } = await client.query(
    `select distinct tenant from inbox where tenant is not null
     union select tenant from outbox where tenant is not null`,
  );
  return rows.map(({ tenant }) => tenant);
}
