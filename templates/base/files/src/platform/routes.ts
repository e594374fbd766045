import type * as z from 'zod';
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
  readonly handler: (call: Call, input: never) => Promise<unknown>;
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
  readonly handler: (call: Call, input: Fields<P> & Fields<Q> & Fields<B>) => Promise<z.input<R>>;
}): Route {
  return definition as unknown as Route;
}
