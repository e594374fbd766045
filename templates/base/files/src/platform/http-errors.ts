import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyServerOptions } from 'fastify';
import { problem } from './errors.ts';
import type { Log } from './log.ts';
import { matchPath } from './paths.ts';
import { sendProblem } from './problem-reply.ts';
import { traceFields } from './tracing.ts';

/** What callers are told about errors that happen before a route: always a problem, never the parser's own words. */
const TOLD: Readonly<Record<number, readonly [code: string, detail: string]>> = {
  400: ['invalid-request', 'The request is not well-formed: its body must be JSON'],
  408: ['request-timeout', 'The request took too long to arrive'],
  413: ['body-too-large', 'The body is larger than this API takes'],
  415: ['unsupported-media-type', 'Send JSON, as content-type: application/json'],
  431: ['headers-too-large', 'The headers are larger than this API takes'],
};

/** Answers what no route answers: unknown paths, wrong methods, bodies that cannot be read, and bugs. */
export function answerErrors(server: FastifyInstance, log: Log): void {
  const known: { method: string; url: string }[] = [];
  server.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) known.push({ method: one, url });
  });
  server.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const allowed = known.filter(({ url }) => matchPath(url, path)).map(({ method }) => method);
    const detail = `${request.method} ${path} is not a route`;
    if (allowed.length === 0) return sendProblem(reply, 'not-found', 404, detail);
    reply.header('allow', [...new Set(allowed)].join(', '));
    return sendProblem(reply, 'method-not-allowed', 405, detail);
  });
  server.setErrorHandler(async (error: { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    const [code, detail] = TOLD[status] ??
      (status < 500 ? TOLD[400] : undefined) ?? [
        'internal-error',
        'Something went wrong on our side',
      ];
    if (status >= 500) {
      const { method, routeOptions } = request;
      const fields = { error, method, route: routeOptions.url, ...traceFields(request.span.trace) };
      log.error(fields, 'a request failed');
    }
    if (status === 413 || status === 415) await restOfBody(request.raw);
    return sendProblem(reply, code, status, detail);
  });
}

/**
 * Who is still sending does not listen: closed at once, the connection takes the answer with it, also on its way
 * through a gateway. So the rest is read and thrown away, up to 10 MB.
 */
function restOfBody(body: IncomingMessage): Promise<void> {
  let left = 10_000_000;
  return new Promise((resolve) => {
    if (body.readableEnded || body.destroyed) return resolve();
    body.on('data', (chunk: Buffer) => (left -= chunk.length) < 0 && resolve());
    body.once('end', resolve).once('close', resolve).resume();
  });
}

/** Options of the server for requests that Fastify or Node gives up on before any handler runs. */
export const LOW_LEVEL_ERRORS: Pick<
  FastifyServerOptions,
  'clientErrorHandler' | 'frameworkErrors'
> = {
  frameworkErrors: (error, _request, reply) => {
    const status = TOLD[error.statusCode ?? 400] ? (error.statusCode ?? 400) : 400;
    const detail = status === 400 ? 'The path is not well-formed' : (TOLD[status]?.[1] ?? '');
    return sendProblem(reply as FastifyReply, TOLD[status]?.[0] ?? '', status, detail);
  },
  clientErrorHandler: (error, socket) => answerOnSocket(socket as Socket, statusOf(error.code)),
};

function statusOf(code: string | undefined): number {
  if (code === 'HPE_HEADER_OVERFLOW') return 431;
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
}

function answerOnSocket(socket: Socket, status: number): void {
  if (!socket.writable) return void socket.destroy();
  const [code = '', detail = ''] = TOLD[status] ?? [];
  const body = JSON.stringify(problem(code, status, detail));
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'connection: close',
      'content-type: application/problem+json',
      `content-length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
  );
}
