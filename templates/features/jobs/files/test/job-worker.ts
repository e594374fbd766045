import { enqueue, job } from '#platform/job.ts';
import { extension as jobs } from '#platform/jobs.ts';
import { defineModule } from '#platform/module.ts';
import { onPostgres, type PostgresUnit } from '#platform/postgres.ts';
import { startProcess } from '#platform/process.ts';
import { PUBLIC, route } from '#platform/routes.ts';
import { every } from '#platform/schedule.ts';
import type { Call } from '#platform/call.ts';
import * as z from 'zod';

/** One instance of an app whose only module has jobs that a test can watch, delay and break. */
const Wanted = z.object({
  name: z.enum(['note', 'fail']),
  note: z.string(),
  /** How long it runs. */
  ms: z.number().default(0),
  /** The process in which it never ends. */
  hangsIn: z.number().default(0),
  /** The change that it would be enqueued with fails. */
  rollBack: z.boolean().default(false),
});
type Wanted = z.output<typeof Wanted>;

const createStore = (unit: PostgresUnit) => ({
  note: (call: Call, note: string) =>
    unit.commit(call, {}, async (sql) => {
      await sql('insert into noted (note, pid) values ($1, $2)', [note, process.pid]);
    }),
  enqueue: (call: Call, wanted: Wanted) =>
    unit.commit(call, {}, async (sql) => {
      await enqueue(sql, call, wanted.name, wanted);
      if (wanted.rollBack) await sql('select 1 / 0');
    }),
});
type Store = ReturnType<typeof createStore>;

const probes = defineModule({
  contract: { name: 'probes', methods: {}, messages: {}, errors: {} },
  needs: {},
  create: ({ store }: { store: Store }) => ({
    methods: {},
    subscriptions: [],
    routes: [
      route({
        method: 'POST',
        path: '/probes/jobs',
        summary: 'Enqueue a job',
        policy: PUBLIC,
        status: 202,
        body: Wanted,
        response: z.object({}),
        handler: async (call, wanted) => {
          await store.enqueue(call, wanted);
          return {};
        },
      }),
    ],
    jobs: [
      job({
        name: 'note',
        input: Wanted,
        run: async (call, { note, ms, hangsIn }) => {
          process.send?.({ began: note });
          if (hangsIn === process.pid) await new Promise(() => {});
          await new Promise((resolve) => setTimeout(resolve, ms));
          await store.note(call, note);
        },
      }),
      job({
        name: 'fail',
        input: Wanted,
        attempts: 2,
        run: async () => {
          throw new Error('as it was told to');
        },
      }),
      job({ name: 'tick', schedule: every('1s'), run: (call) => store.note(call, 'tick') }),
      job({ name: 'rare', schedule: every('30d'), run: (call) => store.note(call, 'rare') }),
    ],
  }),
});

await startProcess({
  name: 'probes',
  modules: [onPostgres(probes, createStore)],
  extensions: [jobs],
  links: {},
  messages: 'in-process',
});
