import type pg from 'pg';
import * as z from 'zod';
import type { Answered } from '#platform/exchange.ts';
import { defineExtension, type HostApp } from '#platform/extension.ts';
import type { Log } from '#platform/log.ts';
import { asModule, openPool, schemaOf } from '#platform/postgres-pool.ts';

/**
 * Who did what when. Changes of rows are written by the database itself, with the change or not at all
 * (`migrations/after/audit-trail.sql`). What changes nothing is told here: reads by people who are signed in, and
 * refusals. An answer waits until it is written; one that cannot be written is not given.
 */
export const extension = defineExtension({
  name: 'audit-trail',
  settings: z.object({
    AUDIT_READS: z.enum(['true', 'false']).default('true'),
    AUDIT_HEAD_SECONDS: z.coerce.number().int().min(1).max(86_400).default(300),
  }),
  open: ({ settings: { AUDIT_READS, AUDIT_HEAD_SECONDS }, resources, log }) => {
    const pool = openPool(resources);
    const everyMs = AUDIT_HEAD_SECONDS * 1000;
    let toldAt = 0;
    const tell = ({ modules }: HostApp) =>
      tellHeads(
        pool,
        modules.map(({ name }) => name),
        log,
      );
    return {
      witness: async (answered) => {
        const action = actionOf(answered);
        if (action === null || (action === 'read' && AUDIT_READS === 'false')) return;
        const { actor, tenant = '', trace } = answered.call;
        const { method, path } = answered.route;
        await asModule(pool, schemaOf(answered.module.name), (client) =>
          client.query('select audit.witnessed($1, $2, $3, $4, $5, $6, $7)', [
            `${actor.kind}:${actor.id}`,
            tenant,
            trace,
            action,
            `${method} ${path}`,
            Object.values(answered.params).join(' '),
            String(answered.status),
          ]),
        );
      },
      start: (app) => {
        const timer = setInterval(() => void tell(app), everyMs);
        return { stop: async () => clearInterval(timer) };
      },
      sweep: async (app) => {
        if (Date.now() - toldAt < everyMs) return;
        toldAt = Date.now();
        await tell(app);
      },
    };
  },
});

/** What is worth an entry although no row changes; changes have one already. */
function actionOf({ route, call: { actor }, status }: Answered): 'read' | 'refused' | null {
  const isKnown = actor.kind !== 'anonymous';
  // Whoever is nobody and knocks at closed doors is in the log: that costs no disk that others need.
  if ((status === 401 || status === 403) && (isKnown || route.attempt)) return 'refused';
  return route.method === 'GET' && status < 300 && isKnown ? 'read' : null;
}

/** Logs go elsewhere, so that the end of a chain cannot be cut off unnoticed. */
async function tellHeads(pool: pg.Pool, modules: readonly string[], log: Log): Promise<void> {
  for (const module of modules)
    try {
      const { rows } = await asModule(pool, schemaOf(module), (client) =>
        client.query('select place, hash from audit.head()'),
      );
      if (rows[0]) log.info({ module, head: `${rows[0].place}:${rows[0].hash}` }, 'audit trail');
    } catch (error) {
      log.warn({ error, module }, 'the audit trail could not be reached');
    }
}
