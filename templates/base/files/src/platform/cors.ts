import type { FastifyInstance } from 'fastify';

const METHODS = 'GET, POST, PUT, PATCH, DELETE';
const SENT = 'authorization, content-type, idempotency-key, if-match, traceparent';
const SHOWN = 'etag, retry-after, ratelimit, ratelimit-policy';
const REMEMBERED_SECONDS = 600;

/** Lets pages of these origins, and of no others, call the API from a browser. Tokens travel in a header, so no cookies. */
export function allowOrigins(server: FastifyInstance, origins: readonly string[]): void {
  if (origins.length === 0) return;
  server.addHook('onRequest', (request, reply, done) => {
    const { origin } = request.headers;
    reply.header('vary', 'origin');
    if (origin === undefined || !origins.includes(origin)) return done();
    reply.header('access-control-allow-origin', origin);
    if (request.method !== 'OPTIONS' || !request.headers['access-control-request-method']) {
      reply.header('access-control-expose-headers', SHOWN);
      return done();
    }
    return reply
      .code(204)
      .headers({
        'access-control-allow-methods': METHODS,
        'access-control-allow-headers': SENT,
        'access-control-max-age': String(REMEMBERED_SECONDS),
      })
      .send();
  });
}
