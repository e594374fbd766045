import * as z from 'zod';
import type { Call } from './call.ts';

/** Who may call a route. There is no default: a route without a policy does not boot. */
export type Policy =
  | { readonly allow: 'public' }
  | { readonly allow: 'signed-in' }
  | { readonly allow: 'roles'; readonly roles: readonly [string, ...string[]] };

export const PUBLIC: Policy = { allow: 'public' };
export const SIGNED_IN: Policy = { allow: 'signed-in' };
export const roles = (...names: readonly [string, ...string[]]): Policy => ({
  allow: 'roles',
  roles: names,
});

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A route as data: any host (Fastify, a function) can serve it, and OpenAPI is generated from it. */
export interface Route {
  readonly method: HttpMethod;
  /** `/orders/:id`; the first part names the module, except below `/.well-known`. */
  readonly path: string;
  readonly summary: string;
  readonly policy: Policy;
  readonly status: 200 | 201 | 202 | 204;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodObject;
  readonly response: z.ZodType;
  /** Its answer has a `version`: told as ETag, and compared by `expectVersion` when a change says If-Match. */
  readonly versioned?: true;
  /** Its answer holds a secret: it is not kept for repetitions of an Idempotency-Key. */
  readonly keepAnswer?: false;
  /** It is an attempt to get in, at the account it returns; limited by address and account. */
  readonly attempt?: (input: never) => string | null;
  /** Where the answer is a stream: what one event of it carries. There is no `response` then. */
  readonly event?: z.ZodType;
  readonly handler: (call: Call, input: never, signal: AbortSignal) => Promise<unknown>;
}

type Fields<T> = T extends z.ZodObject ? z.output<T> : unknown;

/** Declares a route; its handler gets path, query and body fields as one validated object. */
export function route<
  P extends z.ZodObject | undefined,
  Q extends z.ZodObject | undefined,
  B extends z.ZodObject | undefined,
  R extends z.ZodType,
>(definition: {
  readonly method: HttpMethod;
  readonly path: string;
  readonly summary: string;
  readonly policy: Policy;
  readonly status: Route['status'];
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly response: R;
  readonly versioned?: true;
  readonly keepAnswer?: false;
  readonly attempt?: (input: Fields<B>) => string | null;
  readonly handler: (
    call: Call,
    input: Fields<P> & Fields<Q> & Fields<B>,
    signal: AbortSignal,
  ) => Promise<z.input<R>>;
}): Route {
  return definition as unknown as Route;
}

/** A route without a policy does not boot. */
export function checked(route: Route): Route {
  const policy: Policy | undefined = route.policy;
  const known =
    policy?.allow === 'public' ||
    policy?.allow === 'signed-in' ||
    (policy?.allow === 'roles' && policy.roles.length > 0);
  if (!known) {
    throw new Error(`${route.method} ${route.path} has no policy: say who may call it`);
  }
  return route;
}

/**
 * Declares a route that answers with Server-Sent Events. What the handler refuses before it returns is an ordinary
 * problem; from the first event on, problems are events. `signal` says that nobody listens any more. An
 * Idempotency-Key means nothing here: a stream is not kept, so it cannot be answered twice.
 */
export function eventRoute<
  P extends z.ZodObject | undefined,
  Q extends z.ZodObject | undefined,
  B extends z.ZodObject | undefined,
  E extends z.ZodType,
>(definition: {
  readonly method: HttpMethod;
  readonly path: string;
  readonly summary: string;
  readonly policy: Policy;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly event: E;
  readonly handler: (
    call: Call,
    input: Fields<P> & Fields<Q> & Fields<B>,
    signal: AbortSignal,
  ) => Promise<AsyncIterable<z.input<E>>>;
}): Route {
  return { ...definition, status: 200, response: z.never() } as unknown as Route;
}
