import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import * as z from 'zod';
import { traceId } from './call.ts';
import { callMethod } from './clients.ts';
import { problem, Refusal, toProblem } from './errors.ts';
import type { Log } from './log.ts';
import type { AppMetrics } from './metrics.ts';
import { type OpenApi, openApi } from './openapi.ts';
import { serve } from './requests.ts';
import type { RunningApp } from './running-app.ts';
import { tokenVerifier, verifyServiceToken } from './tokens.ts';

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

/** An HTTP server with what every app has: health, metrics, security headers, problem details, draining. */
export function httpServer(health: Health, log: Log): FastifyInstance {
  const server = Fastify({
    bodyLimit: 1_000_000,
    requestTimeout: 30_000,
    keepAliveTimeout: 5_000,
    routerOptions: { maxParamLength: 200 },
  });
  server.addHook('onRequest', (_request, reply, done) => {
    reply.headers(SECURITY_HEADERS);
    done();
  });
  server.addHook('onSend', (_request, reply, payload, done) => {
    // While draining a kept connection would hold the server open until it times out.
    if (health.draining) reply.header('connection', 'close');
    done(null, payload);
  });
  server.setNotFoundHandler((request, reply) =>
    sendProblem(
      reply,
      'not-found',
      404,
      `${request.method} ${request.url.split('?')[0]} is not a route`,
    ),
  );
  server.setErrorHandler((error: { statusCode?: number; message: string }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500)
      log.error(
        { error, method: request.method, route: request.routeOptions.url },
        'a request failed',
      );
    const detail = status < 500 ? error.message : 'Something went wrong on our side';
    return sendProblem(reply, status < 500 ? 'invalid-request' : 'internal-error', status, detail);
  });
  server.get('/livez', async () => ({ status: 'alive' }));
  server.get('/readyz', async (_request, reply) => {
    if (health.draining) return reply.code(503).send({ status: 'draining' });
    try {
      await health.ready();
      return { status: 'ready' };
    } catch (error) {
      // The reason names hosts and users, and this door may be public.
      log.warn({ error }, 'not ready');
      return reply.code(503).send({ status: 'not ready' });
    }
  });
  return server;
}

function sendProblem(
  reply: FastifyReply,
  code: string,
  status: number,
  detail: string,
): FastifyReply {
  return reply
    .code(status)
    .type('application/problem+json')
    .send(problem(code, status, detail));
}

/** Puts an app's routes on the server, with its description, its metrics and its calls from other apps. */
export function addRoutes(server: FastifyInstance, app: RunningApp, metrics: AppMetrics): void {
  const verify = tokenVerifier(app.config);
  for (const target of app.routes) {
    const { method, path } = target.route;
    server.route({
      method,
      url: path,
      handler: async (request, reply) => {
        const response = await serve(target, requestOf(request), verify, app.log);
        if (response.problem) reply.type('application/problem+json');
        return reply.code(response.status).send(response.body);
      },
    });
  }
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    metrics.request(request.method, route, reply.statusCode, reply.elapsedTime / 1000);
    const trace = traceId(String(request.headers['traceparent'] ?? ''));
    app.log.info(
      {
        method: request.method,
        route,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        trace,
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
  server.get('/metrics', async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
  addRemoteCalls(server, app);
}

const requestOf = (request: FastifyRequest) => ({
  params: request.params as Record<string, unknown>,
  query: request.query as Record<string, unknown>,
  body: request.body,
  headers: request.headers,
});

const RemoteCall = z.object({
  call: z.object({
    actor: z.object({
      kind: z.enum(['user', 'service', 'anonymous']),
      id: z.string(),
      roles: z.array(z.string()),
    }),
    tenant: z.string().optional(),
    trace: z.string(),
    deadline: z.number(),
    idempotencyKey: z.string().optional(),
  }),
  input: z.unknown(),
});

/** Methods for other apps, which prove who they are. Never routed by the gateway. */
function addRemoteCalls(server: FastifyInstance, app: RunningApp): void {
  const secret = app.config.SERVICE_SECRET;
  if (!secret) return;
  server.post<{ Params: { module: string; method: string } }>(
    '/rpc/:module/:method',
    async (request, reply) => {
      const target = app.modules.find(({ name }) => name === request.params.module);
      const token = /^Bearer ([^\s]+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
      if (!target || !(await verifyServiceToken(secret, token, target.name))) {
        return sendProblem(reply, 'unauthenticated', 401, 'This is for other apps of this system');
      }
      const { module, parts } = target;
      if (!Object.hasOwn(module.contract.methods, request.params.method))
        return sendProblem(reply, 'not-found', 404, 'No such method');
      try {
        const { call, input } = RemoteCall.parse(request.body);
        return {
          output: await callMethod(
            module.contract,
            parts.methods,
            request.params.method,
            call,
            input,
          ),
        };
      } catch (error) {
        if (!(error instanceof Refusal))
          app.log.error({ error, method: request.params.method }, 'a remote call failed');
        const details =
          toProblem(error) ?? problem('internal-error', 500, 'Something went wrong on our side');
        return reply.code(details.status).type('application/problem+json').send(details);
      }
    },
  );
}
