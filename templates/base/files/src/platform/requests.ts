import { createHash, createHmac } from 'node:crypto';
import * as z from 'zod';
import { authenticate, authorize } from './access.ts';
import { type Actor, type Call, childTrace } from './call.ts';
import { problem, type ProblemDetails, Refusal, retryOnConflict, toProblem } from './errors.ts';
import type { Log } from './log.ts';
import type { Route } from './routes.ts';
import type { RunningModule } from './running-app.ts';
import type { VerifyToken } from './tokens.ts';

/** An HTTP request, whichever host received it. */
export interface Request {
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

export interface Response {
  readonly status: number;
  readonly body: unknown;
  readonly problem: boolean;
}

const DEADLINE_MS = 10_000;

/** Serves one request to one route: who, may they, is it well-formed, was it done before, do it, answer. */
export async function serve(
  target: { readonly route: Route; readonly module: RunningModule },
  request: Request,
  verify: VerifyToken,
  log: Log,
): Promise<Response> {
  const trace = childTrace(one(request.headers['traceparent']));
  try {
    const actor = await authenticate(one(request.headers['authorization']), verify);
    authorize(target.route.policy, actor);
    const input = validate(target.route, request);
    const key = one(request.headers['idempotency-key']);
    const call: Call = { actor, trace, deadline: Date.now() + DEADLINE_MS };
    return key === undefined || target.route.method === 'GET'
      ? await answer(target.route, call, input)
      : await answerOnce(
          target,
          { ...call, ...identity(target.route, actor, key, request) },
          input,
        );
  } catch (error) {
    const details = toProblem(error);
    if (details) return failed(details);
    log.error(
      { error, trace, route: `${target.route.method} ${target.route.path}` },
      'a request failed',
    );
    return failed(problem('internal-error', 500, 'Something went wrong on our side'));
  }
}

const one = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header[0] : header;
const failed = (details: ProblemDetails): Response => ({
  status: details.status,
  body: details,
  problem: true,
});

async function answer(route: Route, call: Call, input: object): Promise<Response> {
  // A copy for each attempt: a store takes one commit per call.
  const output = await retryOnConflict(() => route.handler({ ...call }, input as never));
  return {
    status: route.status,
    body: route.status === 204 ? undefined : route.response.parse(output),
    problem: false,
  };
}

function identity(route: Route, actor: Actor, key: string, request: Request) {
  if (key.length === 0 || key.length > 255)
    throw new Refusal('invalid-request', 400, 'Idempotency-Key must have 1 to 255 characters');
  const said = JSON.stringify([request.params, request.query, request.body]);
  // A body may hold a password, and whoever reads the inbox could guess it from a plain hash. So the hash is keyed
  // with what only the client knows, and that is not kept.
  return {
    idempotencyKey: `http:${route.method} ${route.path}:${createHash('sha256')
      .update(JSON.stringify([actor.id, key]))
      .digest('hex')}`,
    requestHash: createHmac('sha256', key).update(said).digest('hex'),
  };
}

type KeyedCall = Call & { readonly idempotencyKey: string; readonly requestHash: string };

/** Answers a repeated request with what was answered the first time. */
async function answerOnce(
  target: { route: Route; module: RunningModule },
  call: KeyedCall,
  input: object,
): Promise<Response> {
  const { inbox } = target.module.storage;
  const before = await inbox.find(call.idempotencyKey);
  if (before && before.requestHash !== call.requestHash) {
    throw new Refusal(
      'idempotency-key-reused',
      422,
      'This Idempotency-Key was used for a different request',
    );
  }
  if (before?.response) return Stored.parse(before.response);
  const response = await answer(target.route, call, input);
  await inbox.respond(call.idempotencyKey, response);
  return response;
}

const Stored = z.object({ status: z.number(), body: z.unknown(), problem: z.boolean() });

function validate(route: Route, request: Request): object {
  const errors: { path: string; message: string }[] = [];
  const input: Record<string, unknown> = {};
  // The path comes last: it names the thing, whatever a body says.
  for (const part of ['body', 'query', 'params'] as const) {
    const schema = route[part];
    if (!schema) continue;
    const parsed = schema.safeParse(request[part] ?? {});
    if (parsed.success) Object.assign(input, parsed.data);
    else
      for (const issue of parsed.error.issues)
        errors.push({ path: [part, ...issue.path].join('.'), message: issue.message });
  }
  if (errors.length > 0) {
    const detail = errors.map(({ path, message }) => `${path}: ${message}`).join('; ');
    throw new Refusal('invalid-request', 400, detail, errors);
  }
  return input;
}
