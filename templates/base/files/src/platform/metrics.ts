import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { RunningApp } from './running-app.ts';

/** Rate, errors and duration of requests and messages, and how far the outboxes lag. */
export function appMetrics(app: RunningApp) {
  const registry = new Registry();
  registry.setDefaultLabels({ app: app.name });
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Duration of HTTP requests',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  });
  const handled = new Counter({
    name: 'messages_handled_total',
    help: 'Messages handed to subscribers',
    labelNames: ['type', 'outcome'],
    registers: [registry],
  });
  new Gauge({
    name: 'outbox_messages',
    help: 'Messages that still have to leave (pending) or were set aside (dead)',
    labelNames: ['module', 'state'],
    registers: [registry],
    async collect() {
      for (const { name, storage } of app.modules) {
        // The other metrics are needed most while a database is away.
        const counts = await storage.outbox.counts().catch(() => ({ pending: NaN, dead: NaN }));
        this.set({ module: name, state: 'pending' }, counts.pending);
        this.set({ module: name, state: 'dead' }, counts.dead);
      }
    },
  });
  return {
    registry,
    request: (method: string, route: string, status: number, seconds: number) =>
      requests.observe({ method, route, status }, seconds),
    message: (type: string, outcome: 'handled' | 'failed') => handled.inc({ type, outcome }),
  };
}

export type AppMetrics = ReturnType<typeof appMetrics>;
