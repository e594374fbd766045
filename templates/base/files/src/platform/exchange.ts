import type { Actor, Call } from './call.ts';
import type { Route } from './routes.ts';
import type { RunningModule } from './storage.ts';

/** An HTTP request, whichever host received it. */
export interface Request {
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Whom it comes from, as far as trusted proxies say. */
  readonly address: string;
  /** Says that nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** `traceparent` of the span that stands for this request. */
  readonly trace: string;
}

export interface Response {
  readonly status: number;
  readonly body: unknown;
  readonly problem: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  /** Instead of a body, from routes that answer with events. */
  readonly events?: AsyncIterable<unknown>;
}

/** Which tenant a request is about; refuses where it must name one and does not. */
export type TenantOf = (route: Route, request: Request, actor: Actor) => string | undefined;

/** What serves a request. */
export interface Target {
  readonly route: Route;
  readonly module: RunningModule;
  readonly tenantOf?: TenantOf | undefined;
}

/** A request and how it went, as those see it who watch. */
export interface Answered {
  readonly route: Route;
  readonly module: RunningModule;
  readonly call: Call;
  readonly params: Request['params'];
  readonly status: number;
}
