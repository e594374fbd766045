import type { FastifyInstance } from 'fastify';
import { beginSpan, endSpan, type Span } from './tracing.ts';

declare module 'fastify' {
  interface FastifyRequest {
    span: Span;
  }
}

/** Asked every few seconds by machines; a trace of it tells nothing. */
const UNTRACED = new Set(['/livez', '/readyz', '/metrics']);

/** A span for each request, from the first byte to the last; it continues the caller's trace, and the answer names it. */
export function traceRequests(server: FastifyInstance): void {
  server.decorateRequest('span');
  server.addHook('onRequest', (request, reply, done) => {
    const { method, url, headers, routeOptions } = request;
    const route = routeOptions.url ?? 'unknown';
    const parent = headers['traceparent'];
    request.span = beginSpan(
      'server',
      `${method} ${route}`,
      typeof parent === 'string' ? parent : undefined,
      { 'http.request.method': method, 'http.route': route, 'url.path': url.split('?', 1)[0] },
    );
    reply.header('traceresponse', request.span.trace);
    done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    const { span, routeOptions } = request;
    const { statusCode } = reply;
    span.attributes['http.response.status_code'] = statusCode;
    if (!UNTRACED.has(routeOptions.url ?? ''))
      endSpan(span, statusCode >= 500 ? `answered ${statusCode}` : undefined);
    done();
  });
}
