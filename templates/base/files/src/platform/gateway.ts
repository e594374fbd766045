import httpProxy from '@fastify/http-proxy';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { httpServer, type Health } from './http.ts';
import { openMetricsDoor } from './metrics-door.ts';
import { mergeOpenApi, type OpenApi } from './openapi.ts';
import { startTracing } from './otlp.ts';
import { sendProblem } from './problem-reply.ts';
import { drainOnSignal, listen, processLog, readConfig } from './process.ts';
import { appUrl } from './rpc-client.ts';

/** What the gateway puts in front: each module's public path prefixes. */
export interface GatewayDefinition {
  readonly name: string;
  readonly modules: readonly { readonly name: string; readonly prefixes: readonly string[] }[];
}

/** The one public door: routes each prefix to the app that hosts the module. Calls between apps do not pass here. */
export async function startGateway({ name, modules }: GatewayDefinition): Promise<void> {
  const config = readConfig([]);
  const log = processLog(name, config);
  const tracing = startTracing(name, config, log);
  const upstreams = modules.map((module) => ({ ...module, url: appUrl(module.name, process.env) }));
  const urls = [...new Set(upstreams.map(({ url }) => url))];
  const health: Health = {
    draining: false,
    ready: async () => {
      const answers = await Promise.all(
        urls.map((url) => fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) })),
      );
      const notReady = answers.filter(({ ok }) => !ok).map(({ url }) => url);
      if (notReady.length > 0) throw new Error(`not ready: ${notReady.join(', ')}`);
    },
  };
  const server = httpServer(health, log, config);
  for (const { url, prefixes } of upstreams) {
    for (const prefix of prefixes)
      await server.register(httpProxy, {
        upstream: url,
        prefix,
        rewritePrefix: prefix,
        disableRequestLogging: true,
        // Until the first byte: an event stream may stay open as long as it wants.
        undici: { headersTimeout: config.REQUEST_TIMEOUT_MS },
        replyOptions: {
          onError: (reply, { error }) => {
            log.warn({ error, upstream: url }, 'an app did not answer');
            unavailable(reply as FastifyReply);
          },
          // One address, not a list that a client may have begun: the apps believe this gateway.
          rewriteRequestHeaders: (request, headers) => ({
            ...headers,
            'x-forwarded-for': (request as FastifyRequest).ip,
            traceparent: (request as FastifyRequest).span.trace,
          }),
        },
      });
  }
  server.get('/openapi.json', async (_request, reply) => {
    try {
      return mergeOpenApi(name, await Promise.all(urls.map(describe)));
    } catch (error) {
      log.warn({ error }, 'an app did not describe itself');
      return unavailable(reply);
    }
  });
  const metrics = async () => ({
    type: 'text/plain; version=0.0.4',
    text: `process_uptime_seconds{app="${name}"} ${process.uptime()}\n`,
  });
  if (config.METRICS_PORT === undefined)
    server.get('/metrics', async (_request, reply) => {
      const { type, text } = await metrics();
      return reply.type(type).send(text);
    });
  const door = await openMetricsDoor(config, metrics);
  await listen(server, config, log, name);
  drainOnSignal(config, log, health, async () => {
    await server.close();
    door.close();
    await tracing.close();
  });
}

/** What is behind this door is away, or takes longer than a request may. */
function unavailable(reply: FastifyReply): FastifyReply {
  const detail = 'An app behind this gateway does not answer at the moment';
  return sendProblem(reply.header('retry-after', '1'), 'dependency-unavailable', 503, detail);
}

async function describe(url: string): Promise<OpenApi> {
  // Made at the first request, which takes an app that has just started a while.
  const answer = await fetch(`${url}/openapi.json`, { signal: AbortSignal.timeout(8_000) });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return (await answer.json()) as OpenApi;
}
