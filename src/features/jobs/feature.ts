import type { Feature } from '#features/contribution.js';

/** Work that runs beside requests and messages, kept in the module's own tables. */
export const feature = {
  id: 'jobs',
  group: 'messages',
  title: 'Scheduled and background jobs',
  summary: 'Schedules and background work on PostgreSQL, once across instances, with retries.',
  modules: [{ singular: 'report', plural: 'reports' }],
  requires: [],
  conflicts: [],
  patterns: ['event-driven', 'microservices', 'modular-monolith'],
  defaultFor: [],
  contributes: [
    { kind: 'extension', name: 'jobs', port: 'jobs' },
    { kind: 'script', name: 'jobs', run: 'node tools/jobs.ts' },
    {
      kind: 'env',
      key: 'JOBS_CONCURRENCY',
      example: '2',
      commented: true,
      doc: 'Jobs that one process runs at a time; 0 leaves them to others. Less than DATABASE_POOL_MAX.',
      deployed: { extension: 'jobs', secret: false, compose: '2' },
    },
    {
      kind: 'env',
      key: 'JOBS_LEASE_MS',
      example: '30000',
      commented: true,
      doc: 'A process that has not said so for this long no longer runs its job: another one does.',
    },
    {
      kind: 'env',
      key: 'JOBS_POLL_MS',
      example: '500',
      commented: true,
      doc: 'How often an idle process looks for jobs.',
    },
    {
      kind: 'env',
      key: 'JOBS_DRAIN_MS',
      example: '6000',
      commented: true,
      doc: 'How long a process that drains waits for its jobs before it hands them back; at most 10000.',
    },
    {
      kind: 'doc-section',
      title: 'Jobs',
      body: `A module declares its jobs as data and returns them from \`create\` (\`src/modules/reports/jobs.ts\` is an example):

\`\`\`ts
job({ name: 'roll-up', schedule: cron('10 4 * * *', { jitter: '5m' }), run: cases.rollUp })
job({ name: 'make-export', input: z.object({ exportId: z.uuid() }), run: cases.makeExport })
\`\`\`

The app that hosts it lists the extension \`jobs\` in its \`main.ts\`. A store enqueues with \`enqueue(sql, call, 'make-export', { exportId })\` inside \`unit.commit\`: with the change or not at all.

- **Once.** A process takes a job with a lease and keeps extending it; one that is killed stops doing so and another takes over. A run makes one commit, marked with the job's id, so a repeated run changes nothing a second time. What it does outside of the database (a mail, a call) may happen again.
- **Schedules** are UTC: \`every('15m')\` on a grid that all instances share, \`cron('30 4 * * 1-5')\`, both with jitter if wanted. Times that were missed while nothing ran count as one. A turn is left out while the one before it still waits or runs.
- **Failures** are tried again after 1 s, 2 s, 4 s … at most 5 minutes, by default eight times; then the job is set aside as dead.
- **SIGTERM** stops taking jobs, waits \`JOBS_DRAIN_MS\` for those that run and hands the rest back.

| question | look at |
|---|---|
| Do jobs get through? | \`jobs{state="waiting"}\` falls back; \`job_runs_total{outcome="failed"}\`, \`job_run_duration_seconds\` |
| Is one dead? | \`jobs{state="dead"}\` above zero; \`npm run jobs\` lists it with its error |
| The cause is mended | \`npm run jobs -- replay <module> [id]\` |
| What did one run do? | search the logs for its trace, which is that of the request that enqueued it |

Thousands of jobs a second, priorities or queues with limits of their own are what the package pg-boss is for: it would stand behind \`src/platform/job-queue.ts\`.`,
    },
  ],
} as const satisfies Feature;
