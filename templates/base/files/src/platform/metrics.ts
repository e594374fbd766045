import { performance } from 'node:perf_hooks';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Broker } from './broker.ts';
import { queuesOf } from './dead-messages.ts';
import type { Envelope } from './messages.ts';
import type { RunningApp } from './running-app.ts';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * What can be scraped. Of requests and messages: rate, errors and duration. Of what they need (queues, connections,
 * event loop): how used it is and who waits for it. docs/runbook.md names each.
 */
export function appMetrics(app: RunningApp, broker: Broker | null, spansDropped: () => number) {
  const registry = new Registry();
  registry.setDefaultLabels({ app: app.name });
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Duration of HTTP requests; of streams, until they begin',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [registry],
  });
  const handled = new Histogram({
    name: 'message_handling_duration_seconds',
    help: 'How long subscribers took for a message, by what came of it: handled or failed',
    labelNames: ['type', 'outcome'],
    buckets: SECONDS,
    registers: [registry],
  });
  const sent = new Counter({
    name: 'messages_sent_total',
    help: 'Messages that left an outbox',
    labelNames: ['module', 'type'],
    registers: [registry],
  });
  queueGauges(app, registry);
  lagGauge(broker, registry);
  connectionGauge(app, registry);
  processGauges(registry, spansDropped);
  for (const { name, help, labels, values } of app.counts.all()) {
    new Counter({
      name,
      help,
      labelNames: [...labels],
      registers: [registry],
      collect() {
        this.reset();
        for (const one of values()) this.inc(one.labels, one.value);
      },
    });
  }
  return {
    registry,
    request: (method: string, route: string, status: number, seconds: number) =>
      requests.observe({ method, route, status }, seconds),
    message: (type: string, outcome: 'handled' | 'failed', seconds: number) =>
      handled.observe({ type, outcome }, seconds),
    sent: (module: string, type: string) => sent.inc({ module, type }),
  };
}

/** Everything here is asked of the databases when somebody scrapes, once for all gauges. */
function queueGauges(app: RunningApp, registry: Registry): void {
  let counting: ReturnType<typeof countQueues> | undefined;
  const count = () => (counting ??= countQueues(app).finally(() => (counting = undefined)));
  for (const [direction, name, help] of [
    ['out', 'outbox_messages', 'Messages that still have to leave, leave later, or were set aside'],
    ['in', 'parked_messages', 'Messages that arrived and failed: tried again, or set aside'],
  ] as const)
    new Gauge({
      name,
      help,
      labelNames: ['module', 'state'],
      registers: [registry],
      async collect() {
        for (const one of (await count()).filter((queue) => queue.direction === direction))
          for (const state of ['pending', 'scheduled', 'dead'] as const)
            this.set({ module: one.module, state }, one.counts[state]);
      },
    });
  new Gauge({
    name: 'oldest_message_seconds',
    help: 'How long the oldest message has been waiting to be delivered',
    labelNames: ['module', 'direction'],
    registers: [registry],
    async collect() {
      for (const { module, direction, counts } of await count())
        this.set({ module, direction }, counts.oldestSeconds);
    },
  });
}

async function countQueues(app: RunningApp) {
  // The other metrics are needed most while a database is away.
  const unknown = { pending: NaN, scheduled: NaN, dead: NaN, oldestSeconds: NaN };
  const all = app.modules.flatMap(({ name, storage }) =>
    queuesOf(storage).map(async ({ direction, queue }) => ({
      module: name,
      direction,
      counts: await queue.counts().catch(() => unknown),
    })),
  );
  return Promise.all(all);
}

function lagGauge(broker: Broker | null, registry: Registry): void {
  new Gauge({
    name: 'consumer_lag_messages',
    help: 'Messages that a consumer has still to read from the broker',
    labelNames: ['consumer'],
    registers: [registry],
    async collect() {
      for (const { consumer, waiting } of (await broker?.backlog().catch(() => [])) ?? [])
        this.set({ consumer }, waiting);
    },
  });
}

function connectionGauge(app: RunningApp, registry: Registry): void {
  new Gauge({
    name: 'pool_connections',
    help: 'Connections of a pool by state (used, idle), who waits for one (waiting), and how many there may be (max)',
    labelNames: ['pool', 'state'],
    registers: [registry],
    collect() {
      for (const [pool, use] of app.pools())
        for (const [state, count] of Object.entries(use)) this.set({ pool, state }, count);
    },
  });
}

function processGauges(registry: Registry, spansDropped: () => number): void {
  let before = performance.eventLoopUtilization();
  new Gauge({
    name: 'event_loop_utilization_ratio',
    help: 'Share of the time since the last scrape in which the event loop was busy',
    registers: [registry],
    collect() {
      const now = performance.eventLoopUtilization();
      this.set(performance.eventLoopUtilization(now, before).utilization);
      before = now;
    },
  });
  new Counter({
    name: 'trace_spans_dropped_total',
    help: 'Spans that were given up, because the collector was away or too slow',
    registers: [registry],
    collect() {
      this.reset();
      this.inc(spansDropped());
    },
  });
}

export type AppMetrics = ReturnType<typeof appMetrics>;

/** Counts what left an outbox. */
export function counted(metrics: AppMetrics, deliver: (envelope: Envelope) => Promise<void>) {
  return async (envelope: Envelope): Promise<void> => {
    await deliver(envelope);
    metrics.sent(envelope.producer, envelope.type);
  };
}

/** Measures how long subscribers take. */
export function timed(
  metrics: AppMetrics,
  dispatch: RunningApp['dispatch'],
): RunningApp['dispatch'] {
  return async (envelope, consumer) => {
    const began = performance.now();
    const done = (outcome: 'handled' | 'failed') =>
      metrics.message(envelope.type, outcome, (performance.now() - began) / 1000);
    await dispatch(envelope, consumer).then(
      () => done('handled'),
      (error: unknown) => {
        done('failed');
        throw error;
      },
    );
  };
}
