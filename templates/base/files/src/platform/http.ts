import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Config } from './config.ts';
import { allowOrigins } from './cors.ts';
import { openStreams } from './events.ts';
import { answerErrors, LOW_LEVEL_ERRORS } from './http-errors.ts';
import type { Log } from './log.ts';
import type { AppMetrics } from './metrics.ts';
import { type OpenApi, openApi } from './openapi.ts';
import { sendProblem } from './problem-reply.ts';
import { traceRequests } from './request-spans.ts';
import { serve } from './requests.ts';
import { addRemoteCalls } from './rpc-server.ts';
import type { RunningApp } from './running-app.ts';
import { tokenVerifier } from './tokens.ts';
import { traceFields, within } from './tracing.ts';

export interface Health {
  draining: boolean;
  ready(): Promise<void>;
}

const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};
const HSTS = { 'strict-transport-security': 'max-age=31536000; includeSubDomains' };

/** An HTTP server with what every app has: health, security headers, problem details, draining. */
export function httpServer(health: Health, log: Log, config: Config): FastifyInstance {
  const server = Fastify({
    bodyLimit: 1_000_000,
    requestTimeout: config.REQUEST_TIMEOUT_MS,
    // Longer than load balancers keep an idle connection (60 s): who closes first loses no request of the other.
    keepAliveTimeout: 65_000,
    http: {
      headersTimeout: Math.min(10_000, config.REQUEST_TIMEOUT_MS),
      // Node looks for slow requests twice a minute otherwise.
      connectionsCheckingInterval: 1_000,
    },
    trustProxy: config.TRUSTED_PROXIES ?? false,
    routerOptions: { maxParamLength: 200 },
    ...LOW_LEVEL_ERRORS,
  });
  traceRequests(server);
  const headers =
    config.NODE_ENV === 'production' ? { ...SECURITY_HEADERS, ...HSTS } : SECURITY_HEADERS;
  server.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers);
    done();
  });
  allowOrigins(server, config.CORS_ORIGINS ?? []);
  server.addHook('onSend', (_request, reply, payload, done) => {
    // While draining a kept connection would hold the server open until it times out.
    if (health.draining) reply.header('connection', 'close');
    done(null, payload);
  });
  answerErrors(server, log);
  server.get('/livez', async () => ({ status: 'alive' }));
  server.get('/readyz', async (_request, reply) => {
    if (health.draining)
      return sendProblem(reply, 'draining', 503, 'This process is about to stop');
    try {
      await health.ready();
      return { status: 'ready' };
    } catch (error) {
      // The reason names hosts and users, and this door may be public.
      log.warn({ error }, 'not ready');
      return sendProblem(reply, 'not-ready', 503, 'Something this process needs does not answer');
    }
  });
  return server;
}

/** Puts an app's routes on the server, with its description, its metrics and its calls from other apps. */
export function addRoutes(server: FastifyInstance, app: RunningApp, metrics: AppMetrics): void {
  const verify = tokenVerifier(app.config);
  const streams = openStreams();
  // Whoever asked for a stream waits until it begins; after that its length is what they asked for.
  const begunAfter = new WeakMap<FastifyReply, number>();
  server.addHook('preClose', streams.drain);
  for (const target of app.routes) {
    const { method, path } = target.route;
    server.route({
      method,
      url: path,
      handler: async (request, reply) => {
        const gone = new AbortController();
        // After an answer nobody listens, and the reason that an abort makes costs a tenth of a small request.
        reply.raw.once('close', () => reply.raw.writableFinished || gone.abort());
        const response = await within(request.span, () =>
          serve(target, requestOf(request, gone.signal), { app, verify }),
        );
        if (response.headers) reply.headers(response.headers);
        if (response.events) {
          begunAfter.set(reply, reply.elapsedTime);
          // Kept alive, its connection would hold up a process that drains.
          reply.type('text/event-stream').header('connection', 'close');
          return reply.send(streams.send(response.events, gone, app.log));
        }
        if (response.problem) reply.type('application/problem+json');
        return reply.code(response.status).send(response.body);
      },
    });
  }
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    const waited = begunAfter.get(reply) ?? reply.elapsedTime;
    metrics.request(request.method, route, reply.statusCode, waited / 1000);
    app.log.info(
      {
        method: request.method,
        route,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        ...traceFields(request.span.trace),
      },
      'request',
    );
    done();
  });
  let description: OpenApi | undefined;
  server.get(
    '/openapi.json',
    async () =>
      (description ??= openApi(
        app.name,
        app.config.RELEASE,
        app.routes.map(({ route }) => route),
      )),
  );
  if (app.config.METRICS_PORT === undefined)
    server.get('/metrics', async (_request, reply) =>
      reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
    );
  addRemoteCalls(server, app);
}

const requestOf = (request: FastifyRequest, signal: AbortSignal) => ({
  params: request.params as Record<string, unknown>,
  query: request.query as Record<string, unknown>,
  body: request.body,
  headers: request.headers,
  address: request.ip,
  signal,
  trace: request.span.trace,
});
