import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { httpServer, type Health } from '#platform/http.ts';
import { openBroker } from '#platform/broker.ts';
import type { QueueEvent, QueueResult } from '#platform/functions.ts';
import type { HttpEvent, HttpResult } from '#platform/http-event.ts';
import { backOff, MAX_ATTEMPTS } from '#platform/storage.ts';
import { openApi } from '#platform/openapi.ts';
import { startTracing } from '#platform/otlp.ts';
import type { Route } from '#platform/routes.ts';
import { drainOnSignal, listen, processLog, readConfig } from '#platform/process.ts';

/** Stands where API Gateway, the queues and the scheduler stand: calls each function with the events that it would get. */
interface Spec {
  readonly name: string;
  readonly kind: string;
  readonly trigger: 'http' | 'messages' | 'schedule' | null;
  readonly modules: readonly string[];
}

const SWEEP_EVERY_MS = 500;
const { blueprint } = JSON.parse(readFileSync('architecture.json', 'utf8')) as {
  blueprint: {
    project: string;
    apps: Spec[];
    links: { kind: string; consumer: string; name: string }[];
  };
};
const config = readConfig(['DATABASE_URL', 'BROKER_URL']);
const log = processLog('functions', config);
const specs = blueprint.apps.filter(({ kind }) => kind === 'function');
type Handler = ((event: never) => Promise<unknown>) & {
  readonly routes?: () => Promise<readonly Route[]>;
};
const handlers = new Map<string, Handler>();
for (const { name } of specs)
  handlers.set(name, (await import(`../src/apps/${name}/main.ts`)).handler);
const call = <Result>(name: string, event: unknown) =>
  handlers.get(name)?.(event as never) as Promise<Result>;

const tracing = startTracing('functions', config, log);
const health: Health = { draining: false, ready: async () => {} };
const server = httpServer(health, log, config);
server.removeAllContentTypeParsers();
server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
const byPath = (path: string) => {
  const first = path.split('/')[1] ?? '';
  const module = first === '.well-known' ? 'auth' : first;
  return specs.find(({ trigger, modules }) => trigger === 'http' && modules.includes(module));
};

server.get('/openapi.json', async () => {
  const routes = await Promise.all(
    [...handlers.values()].map((handler) => handler.routes?.() ?? []),
  );
  return openApi(blueprint.project, config.RELEASE, routes.flat());
});
server.get('/metrics', async (_request, reply) =>
  reply.type('text/plain; version=0.0.4').send(`process_uptime_seconds ${process.uptime()}\n`),
);
server.all('/*', async (request, reply) => {
  const target = byPath(request.url.split('?')[0] ?? '');
  if (!target) return reply.callNotFound();
  const { statusCode, headers, body } = await call<HttpResult>(
    target.name,
    httpEvent(request.raw, request.body, request.ip, request.span.trace),
  );
  return reply.code(statusCode).headers(headers).send(body);
});

function httpEvent(
  request: IncomingMessage,
  body: unknown,
  sourceIp: string,
  traceparent: string,
): HttpEvent {
  const [rawPath = '/', rawQueryString = ''] = (request.url ?? '/').split('?');
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : value,
    ]),
  );
  return {
    rawPath,
    rawQueryString,
    headers: { ...headers, traceparent },
    ...(typeof body === 'string' && { body }),
    requestContext: { http: { method: request.method ?? 'GET', sourceIp } },
  };
}

const broker = await openBroker(config, log);
for (const { name, trigger, modules } of specs) {
  if (trigger !== 'messages') continue;
  const types = blueprint.links
    .filter(({ kind, consumer }) => kind === 'message' && modules.includes(consumer))
    .map((link) => link.name);
  await broker.subscribe(name, [...new Set(types)], async (envelope) => {
    const event: QueueEvent = {
      Records: [{ messageId: envelope.id, body: JSON.stringify(envelope) }],
    };
    // A queue gives a failed message again, and after some times puts it aside.
    for (let attempt = 1; attempt <= MAX_ATTEMPTS && !health.draining; attempt += 1) {
      const { batchItemFailures } = await call<QueueResult>(name, event);
      if (batchItemFailures.length === 0) return;
      await sleep(backOff(Math.min(attempt, 4)));
    }
    if (health.draining) throw new Error('draining');
    log.error({ message: envelope.type, id: envelope.id }, 'a message is dead');
  });
}

const sweepers = specs.filter(({ trigger }) => trigger === 'schedule');
let sweeping = Promise.resolve();
const timer = setInterval(() => {
  sweeping = sweeping.then(async () => {
    for (const { name } of sweepers)
      await call(name, {}).catch((error: unknown) => log.warn({ error }, 'the sweep failed'));
  });
}, SWEEP_EVERY_MS);

await listen(server, config, log, 'functions');
drainOnSignal(config, log, health, async () => {
  clearInterval(timer);
  await server.close();
  await broker.close();
  await sweeping;
  await tracing.close();
});
