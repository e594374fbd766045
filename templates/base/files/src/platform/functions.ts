import { readFileSync } from 'node:fs';
import { openBroker } from './broker.ts';
import { loadConfig } from './config.ts';
import { type Log, consoleLog } from './log.ts';
import { Envelope } from './messages.ts';
import {
  bodyOf,
  headersOf,
  type HttpEvent,
  type HttpResult,
  notServed,
  queryOf,
  refusal,
  result,
} from './http-event.ts';
import { publishTo, relayOnce, tidyOnce, traced } from './relay.ts';
import { wholeStream } from './events.ts';
import type { Request } from './exchange.ts';
import { serve } from './requests.ts';
import type { Route } from './routes.ts';
import { matchPath } from './paths.ts';
import { type AppDefinition, type RunningApp, wireApp } from './running-app.ts';
import { unverified } from './tls.ts';
import { tokenVerifier, type VerifyToken } from './tokens.ts';
import { beginSpan, during, traceFields } from './tracing.ts';

/** An SQS event; only the records that failed are delivered again. */
export interface QueueEvent {
  readonly Records: readonly { readonly messageId: string; readonly body: string }[];
}
export interface QueueResult {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** Nobody tells a function that its caller left. */
const UNTIL_THE_END = new AbortController().signal;

interface Started {
  readonly app: RunningApp;
  readonly verify: VerifyToken;
  /** Publishes what was committed. What a crash leaves behind goes out with the scheduled sweep. */
  flush(): Promise<void>;
}

/** Wires an app once per execution environment, at the first event. A start that fails is tried again at the next one. */
function starter(definition: AppDefinition): () => Promise<Started> {
  let started: Promise<Started> | undefined;
  return () =>
    (started ??= start(definition).catch((error: unknown) => {
      started = undefined;
      throw error;
    }));
}

async function start(definition: AppDefinition): Promise<Started> {
  const env = { ...process.env, ...(await referencedSecrets(process.env)) };
  const config = loadConfig(
    env,
    ['BROKER_URL'],
    (path) => readFileSync(path, 'utf8'),
    unverified,
    definition.extensions,
  );
  const log: Log = consoleLog(definition.name, config.LOG_LEVEL);
  const app = wireApp(definition, config, log, ({ name }) => {
    throw new Error(`${definition.name} needs ${name}: add it to its libraries`);
  });
  const broker = await openBroker(config, log);
  const outboxes = app.modules.map(({ storage }) => storage.outbox);
  return {
    app,
    verify: tokenVerifier(config),
    flush: async () => {
      await relayOnce(outboxes, traced(publishTo(broker))).catch((error: unknown) =>
        log.warn({ error }, 'messages stay in the outbox until the next sweep'),
      );
    },
  };
}

/** Secrets that are named instead of given: `<NAME>_SECRET_ARN`, read from AWS once per execution environment. */
async function referencedSecrets(
  env: NodeJS.ProcessEnv,
): Promise<Readonly<Record<string, string>>> {
  const arns = Object.entries(env).flatMap(([key, arn]) =>
    key.endsWith('_SECRET_ARN') && arn ? [[key.slice(0, -'_SECRET_ARN'.length), arn] as const] : [],
  );
  if (arns.length === 0) return {};
  const store: string = 'aws';
  const { readSecret } = await import(`./secrets.${store}.ts`);
  return Object.fromEntries(
    await Promise.all(arns.map(async ([name, arn]) => [name, await readSecret(arn)])),
  );
}

/** A function that serves the routes of its modules; it also tells them to whoever describes the API. */
export function httpFunction(definition: AppDefinition) {
  const started = starter(definition);
  const routes = async (): Promise<readonly Route[]> =>
    (await started()).app.routes.map(({ route }) => route);
  const handler = async (event: HttpEvent): Promise<HttpResult> => {
    const { app, verify, flush } = await started();
    const { method } = event.requestContext.http;
    if (event.body && !/^application\/json\b/i.test(event.headers['content-type'] ?? ''))
      return refusal('unsupported-media-type', 415, 'Send JSON, as content-type: application/json');
    for (const target of app.routes) {
      const params =
        target.route.method === method ? matchPath(target.route.path, event.rawPath) : null;
      if (!params) continue;
      const { path } = target.route;
      const begun = performance.now();
      const span = beginSpan('server', `${method} ${path}`, event.headers['traceparent'], {
        'http.request.method': method,
        'http.route': path,
      });
      return during(span, async (trace) => {
        const request: Request = {
          params,
          query: queryOf(event),
          body: bodyOf(event),
          headers: event.headers,
          address: event.requestContext.http.sourceIp,
          signal: UNTIL_THE_END,
          trace,
        };
        const response = await serve(target, request, { app, verify });
        span.attributes['http.response.status_code'] = response.status;
        // A function answers in one piece: its caller gets all events at the end.
        const text = response.events && (await wholeStream(response.events, app.log));
        const { status } = response;
        const ms = Math.round(performance.now() - begun);
        app.log.info({ method, route: path, status, ms, ...traceFields(trace) }, 'request');
        await flush();
        return text === undefined
          ? result(response.status, response.body, response.problem, response.headers)
          : { statusCode: response.status, headers: headersOf('text/event-stream'), body: text };
      });
    }
    return notServed(
      event,
      app.routes.map(({ route }) => route),
    );
  };
  return Object.assign(handler, { routes });
}

/** A function that handles what its modules subscribe to. */
export function messagesFunction(
  definition: AppDefinition,
): (event: QueueEvent) => Promise<QueueResult> {
  const started = starter(definition);
  return async (event) => {
    const { app, flush } = await started();
    const batchItemFailures: { itemIdentifier: string }[] = [];
    for (const { messageId, body } of event.Records) {
      try {
        await app.dispatch(Envelope.parse(JSON.parse(body)));
      } catch (error) {
        app.log.warn({ error, messageId }, 'a message is delivered again');
        batchItemFailures.push({ itemIdentifier: messageId });
      }
    }
    await flush();
    return { batchItemFailures };
  };
}

/** A scheduled function: publishes whatever a crash left in the outboxes, tidies inboxes, and lets extensions do theirs. */
export function sweepFunction(definition: AppDefinition): () => Promise<void> {
  const started = starter(definition);
  return async () => {
    const { app, flush } = await started();
    await flush();
    await tidyOnce(app.modules.map(({ storage }) => storage.inbox));
    for (const { sweep } of app.extensions) await sweep?.(app);
  };
}
