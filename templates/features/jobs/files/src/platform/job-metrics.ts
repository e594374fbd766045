import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { JobQueue } from '#platform/job-queue.ts';

type Outcome = 'done' | 'failed' | 'dead';

export interface JobMetrics {
  ran(module: string, job: string, outcome: Outcome, ms: number): void;
}

/** Runs by outcome, how long they take, and how many jobs wait, run or are dead. */
export function jobMetrics(
  registry: Registry,
  modules: readonly { readonly name: string; readonly queue: JobQueue }[],
): JobMetrics {
  const registers = [registry];
  const runs = new Counter({
    name: 'job_runs_total',
    help: 'Runs of jobs, by how they ended',
    labelNames: ['module', 'job', 'outcome'],
    registers,
  });
  const durations = new Histogram({
    name: 'job_run_duration_seconds',
    help: 'How long runs of jobs took',
    labelNames: ['module', 'job'],
    buckets: [0.05, 0.25, 1, 5, 15, 60, 300],
    registers,
  });
  new Gauge({
    name: 'jobs',
    help: 'Jobs that wait, run, or were set aside (dead)',
    labelNames: ['module', 'state'],
    registers,
    async collect() {
      for (const { name, queue } of modules) {
        const unknown = { waiting: NaN, running: NaN, dead: NaN };
        const counts = await queue.counts().catch(() => unknown);
        for (const [state, count] of Object.entries(counts))
          this.set({ module: name, state }, count);
      }
    },
  });
  return {
    ran: (module, job, outcome, ms) => {
      runs.inc({ module, job, outcome });
      durations.observe({ module, job }, ms / 1000);
    },
  };
}
