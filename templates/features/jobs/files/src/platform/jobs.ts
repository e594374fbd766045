import { setTimeout as sleep } from 'node:timers/promises';
import type { Call } from '#platform/call.ts';
import { retryOnConflict } from '#platform/errors.ts';
import { defineExtension } from '#platform/extension.ts';
import type { Job } from '#platform/job.ts';
import { type JobMetrics, jobMetrics } from '#platform/job-metrics.ts';
import { type JobQueue, jobQueue, type LeasedJob } from '#platform/job-queue.ts';
import type { Log } from '#platform/log.ts';
import { openPool, schemaOf } from '#platform/postgres-pool.ts';
import { asTenant } from '#platform/tenant.ts';
import { beginSpan, endSpan, traceFields, within } from '#platform/tracing.ts';
import * as z from 'zod';

const SCHEDULE_EVERY_MS = 1_000;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 5 * 60_000;

const Settings = z.object({
  JOBS_CONCURRENCY: z.coerce.number().int().min(0).max(100).default(2),
  JOBS_POLL_MS: z.coerce.number().int().min(20).max(60_000).default(500),
  JOBS_LEASE_MS: z.coerce.number().int().min(1_000).max(600_000).default(30_000),
  JOBS_DRAIN_MS: z.coerce.number().int().min(0).max(10_000).default(6_000),
});
type Settings = z.output<typeof Settings>;

interface Module {
  readonly name: string;
  readonly jobs: readonly Job[];
  readonly queue: JobQueue;
}

/** Runs the jobs of an app's modules, in as many processes as there are: each run happens in one of them. */
export const extension = defineExtension({
  name: 'jobs',
  settings: Settings,
  check: ({ JOBS_CONCURRENCY }, { DATABASE_POOL_MAX }) =>
    JOBS_CONCURRENCY < DATABASE_POOL_MAX
      ? []
      : ['JOBS_CONCURRENCY: must be less than DATABASE_POOL_MAX, or requests find no connection'],
  open: ({ settings, resources, log }) => ({
    start: (app, registry) => {
      const modules = app.modules.flatMap(({ name, parts: { jobs = [] } }) => {
        if (jobs.length === 0) return [];
        const queue = jobQueue(openPool(resources), schemaOf(name), settings.JOBS_LEASE_MS);
        return [{ name, jobs, queue }];
      });
      refuseTwice(modules);
      return startWorkers(modules, settings, jobMetrics(registry, modules), log);
    },
  }),
});

function refuseTwice(modules: readonly Module[]): void {
  for (const { name, jobs } of modules) {
    const names = jobs.map((job) => job.name);
    const twice = names.find((one, index) => names.indexOf(one) !== index);
    if (twice !== undefined) throw new Error(`${name} has two jobs called ${twice}`);
  }
}

function startWorkers(
  modules: readonly Module[],
  settings: Settings,
  metrics: JobMetrics,
  log: Log,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const running = new Map<LeasedJob, JobQueue>();
  const loop = async (everyMs: number, step: (module: Module) => Promise<boolean>) => {
    while (!stopping.signal.aborted) {
      let worked = false;
      for (const module of modules) {
        if (stopping.signal.aborted) break;
        worked = (await step(module).catch(unreachable(log))) || worked;
      }
      if (!worked) await pause(everyMs, stopping.signal);
    }
  };
  const workOn = async ({ name, jobs, queue }: Module) => {
    const leased = await queue.take(jobs.map((job) => job.name));
    const job = jobs.find((one) => one.name === leased?.name);
    if (!leased || !job) return false;
    running.set(leased, queue);
    await runOne(name, job, leased, queue, settings, metrics, log).finally(() =>
      running.delete(leased),
    );
    return true;
  };
  const enqueueDue = async ({ jobs, queue }: Module) => {
    await queue.enqueueDue(jobs);
    return false;
  };
  const loops = Array.from({ length: settings.JOBS_CONCURRENCY }, () =>
    loop(settings.JOBS_POLL_MS, workOn),
  );
  if (settings.JOBS_CONCURRENCY > 0) loops.push(loop(SCHEDULE_EVERY_MS, enqueueDue));
  return {
    stop: async () => {
      stopping.abort();
      const finished = Promise.all(loops);
      await Promise.race([finished, pause(settings.JOBS_DRAIN_MS)]);
      // What is still running is cut off when the process ends: somebody else does it again from the start.
      await Promise.all([...running].map(([job, queue]) => queue.handBack(job)));
    },
  };
}

async function runOne(
  module: string,
  job: Job,
  leased: LeasedJob,
  queue: JobQueue,
  { JOBS_LEASE_MS }: Settings,
  metrics: JobMetrics,
  log: Log,
): Promise<void> {
  const span = beginSpan('consumer', `run ${job.name}`, leased.trace, { module, id: leased.id });
  const what = { module, job: job.name, id: leased.id, ...traceFields(span.trace) };
  const began = performance.now();
  const heartbeat = setInterval(() => {
    queue
      .extend(leased)
      .then((still) => still || log.warn(what, 'a job was taken over while it ran'))
      .catch(unreachable(log));
  }, JOBS_LEASE_MS / 3);
  try {
    const traced = { ...leased, trace: span.trace };
    await inTime(
      within(span, () => runJob(module, job, traced)),
      job,
    );
    await queue.done(leased);
    endSpan(span);
    metrics.ran(module, job.name, 'done', performance.now() - began);
    log.info({ ...what, ms: Math.round(performance.now() - began) }, 'a job is done');
  } catch (error) {
    endSpan(span, String(error));
    const retryMs = leased.attempts < job.attempts ? retryAfter(leased.attempts) : null;
    await queue.failed(leased, error, retryMs);
    metrics.ran(module, job.name, retryMs === null ? 'dead' : 'failed', performance.now() - began);
    log.warn({ ...what, error, attempts: leased.attempts, retryMs }, 'a job failed');
  } finally {
    clearInterval(heartbeat);
  }
}

async function runJob(
  module: string,
  job: Job,
  { id, input, trace, tenant, attempts }: LeasedJob,
): Promise<unknown> {
  if (attempts > job.attempts) throw new Error('Each process that ran it died');
  const parsed = job.input.parse(input) as never;
  const call = (): Call => ({
    actor: { kind: 'service', id: module, roles: [] },
    trace,
    deadline: Date.now() + job.limitMs,
    ...(tenant !== undefined && { tenant }),
    // A run that was cut off after its commit finds, when it is repeated, that it was done.
    idempotencyKey: `job:${job.name}:${id}`,
  });
  return asTenant(tenant, () => retryOnConflict(() => job.run(call(), parsed)));
}

/** Twice as long each time, and never in step with others. */
function retryAfter(attempt: number): number {
  return Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (attempt - 1)) * (0.5 + Math.random() / 2);
}

async function inTime(work: Promise<unknown>, { name, limitMs }: Job): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${name} took longer than ${limitMs} ms`)), limitMs);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

const unreachable = (log: Log) => (error: unknown) => {
  log.warn({ error }, 'the job queue could not be reached');
  return false;
};

const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
  sleep(ms, undefined, signal && { signal }).catch(() => {});
