import { problem } from './errors.ts';
import { matchPath } from './paths.ts';
import type { Route } from './routes.ts';

/** API Gateway's HTTP API event (payload format 2.0), as far as it is used here. */
export interface HttpEvent {
  readonly rawPath: string;
  readonly rawQueryString: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
  readonly requestContext: {
    readonly http: { readonly method: string; readonly sourceIp: string };
  };
}
export interface HttpResult {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Unknown paths and wrong methods. */
export function notServed(event: HttpEvent, routes: readonly Route[]): HttpResult {
  const { method } = event.requestContext.http;
  const detail = `${method} ${event.rawPath} is not a route`;
  const allowed = routes
    .filter(({ path }) => matchPath(path, event.rawPath))
    .map((route) => route.method);
  return allowed.length === 0
    ? refusal('not-found', 404, detail)
    : refusal('method-not-allowed', 405, detail, { allow: allowed.join(', ') });
}

export const refusal = (
  code: string,
  status: number,
  detail: string,
  headers: HttpResult['headers'] = {},
): HttpResult => result(status, problem(code, status, detail), true, headers);

export const queryOf = (event: HttpEvent) =>
  Object.fromEntries(new URLSearchParams(event.rawQueryString));

export function bodyOf(event: HttpEvent): unknown {
  if (!event.body) return undefined;
  const text = event.isBase64Encoded ? Buffer.from(event.body, 'base64').toString() : event.body;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export const headersOf = (type: string) => ({
  'content-type': type,
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
});

export function result(
  statusCode: number,
  body: unknown,
  isProblem: boolean,
  more: HttpResult['headers'] = {},
): HttpResult {
  const type = isProblem ? 'application/problem+json' : 'application/json';
  const headers = { ...headersOf(type), ...more };
  return { statusCode, headers, body: body === undefined ? '' : JSON.stringify(body) };
}
