import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import { callMethod } from './clients.ts';
import { problem, Refusal, toProblem } from './errors.ts';
import { sendProblem } from './problem-reply.ts';
import type { RunningApp } from './running-app.ts';
import { verifyServiceToken } from './tokens.ts';
import { traceFields, within } from './tracing.ts';

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
export function addRemoteCalls(server: FastifyInstance, app: RunningApp): void {
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
        const { span } = request;
        span.attributes['rpc.method'] = `${target.name}.${request.params.method}`;
        const output = await within(span, () =>
          callMethod(
            module.contract,
            parts.methods,
            request.params.method,
            { ...call, trace: span.trace },
            input,
          ),
        );
        return { output };
      } catch (error) {
        if (!(error instanceof Refusal))
          app.log.error(
            { error, method: request.params.method, ...traceFields(request.span.trace) },
            'a remote call failed',
          );
        const details =
          toProblem(error) ?? problem('internal-error', 500, 'Something went wrong on our side');
        return reply.code(details.status).type('application/problem+json').send(details);
      }
    },
  );
}
