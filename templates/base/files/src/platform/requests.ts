import * as z from 'zod';
import { authenticate, authorize } from './access.ts';
import type { Call } from './call.ts';
import { problem, Refusal, retryOnConflict, toProblem } from './errors.ts';
import type { Request, Response, Target } from './exchange.ts';
import { answerOnce, keyed } from './idempotency.ts';
import { admit, TooMany } from './limits.ts';
import type { Log } from './log.ts';
import type { Route } from './routes.ts';
import { inThisContext, STREAM_DEADLINE_MS } from './events.ts';
import type { RunningApp } from './running-app.ts';
import { asTenant } from './tenant.ts';
import type { VerifyToken } from './tokens.ts';
import { etagOf, versionIn } from './versions.ts';

/** What serving needs besides the request. */
export interface Serving {
  readonly app: RunningApp;
  readonly verify: VerifyToken;
}

const DEADLINE_MS = 10_000;

/** Serves one request to one route: who, may they, is it well-formed, was it done before, is it too much, do it, answer. */
export async function serve(
  target: Target,
  request: Request,
  { app, verify }: Serving,
): Promise<Response> {
  const { route, module } = target;
  try {
    for (const { inspect } of app.extensions) inspect?.(request);
    const actor = await authenticate(one(request.headers['authorization']), verify);
    let call: Call = {
      actor,
      trace: request.trace,
      deadline: Date.now() + (route.event ? STREAM_DEADLINE_MS : DEADLINE_MS),
      ...seen(route, request),
    };
    const admitted = async () => {
      authorize(route.policy, actor);
      const tenant = target.tenantOf?.(route, request, actor);
      if (tenant !== undefined) call = { ...call, tenant };
      const input = validate(route, request);
      return asTenant(tenant, () => respond(target, call, input, request, app));
    };
    const response = await admitted().catch((error: unknown) => refused(error, target, app.log));
    const answered = { route, module, call, params: request.params, status: response.status };
    for (const { witness } of app.extensions) if (witness) await witness(answered);
    return response;
  } catch (error) {
    return refused(error, target, app.log);
  }
}

function refused(error: unknown, { route }: Target, log: Log): Response {
  const details = toProblem(error);
  if (details === null || details.status >= 500) {
    const fields = { error, route: `${route.method} ${route.path}` };
    if (details) log.warn(fields, 'a request could not be served');
    else log.error(fields, 'a request failed');
  }
  const told = details ?? problem('internal-error', 500, 'Something went wrong on our side');
  return {
    status: told.status,
    body: told,
    problem: true,
    headers: {
      ...(told.status === 503 && { 'retry-after': '1' }),
      ...(error instanceof TooMany && error.headers),
    },
  };
}

const one = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header[0] : header;

function seen(route: Route, request: Request): { expectedVersion?: number } {
  const version = route.versioned && versionIn(one(request.headers['if-match']));
  return version === undefined ? {} : { expectedVersion: version };
}

function tagged(route: Route, response: Response): Response {
  const { version } = (response.body ?? {}) as { readonly version?: unknown };
  if (!route.versioned || typeof version !== 'number') return response;
  return { ...response, headers: { ...response.headers, etag: etagOf(version) } };
}

async function respond(
  target: Target,
  call: Call,
  input: object,
  request: Request,
  app: RunningApp,
): Promise<Response> {
  const { route } = target;
  const { address, signal } = request;
  let headers: Response['headers'] = {};
  const run = async (asked: Call): Promise<Response> => {
    const asking = { route, actor: call.actor, address, input };
    headers = await admit(app.ports.limits, app.config, app.log, asking);
    return route.event
      ? stream(route, route.event, asked, input, signal)
      : answer(route, asked, input, signal);
  };
  const response = await repeatable(target, call, request, run);
  return tagged(route, { ...response, headers });
}

/** Runs a request; one with an Idempotency-Key once, however often it comes. */
async function repeatable(
  { route, module }: Target,
  call: Call,
  request: Request,
  run: (call: Call) => Promise<Response>,
): Promise<Response> {
  const key = one(request.headers['idempotency-key']);
  const isKept = route.method !== 'GET' && !route.event && route.keepAnswer !== false;
  if (key === undefined || !isKept) return run(call);
  const once = keyed(route, call, key, [request.params, request.query, request.body]);
  return answerOnce(
    module.storage.inbox,
    once,
    () => run(once),
    (kept) => Stored.parse(kept),
  );
}

const Stored = z.object({ status: z.number(), body: z.unknown(), problem: z.boolean() });

async function answer(
  route: Route,
  call: Call,
  input: object,
  signal: AbortSignal,
): Promise<Response> {
  // A copy for each attempt: a store takes one commit per call.
  const output = await retryOnConflict(() => route.handler({ ...call }, input as never, signal));
  return {
    status: route.status,
    body: route.status === 204 ? undefined : route.response.parse(output),
    problem: false,
  };
}

async function stream(
  route: Route,
  event: z.ZodType,
  call: Call,
  input: object,
  signal: AbortSignal,
): Promise<Response> {
  const events = (await retryOnConflict(() =>
    route.handler({ ...call }, input as never, signal),
  )) as AsyncIterable<unknown>;
  const checked = async function* () {
    for await (const one of events) yield event.parse(one);
  };
  return {
    status: route.status,
    body: undefined,
    problem: false,
    events: inThisContext(checked()),
  };
}

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
