import { readFileSync } from 'node:fs';
import { openBroker } from './broker.ts';
import { loadConfig } from './config.ts';
import { type Log, consoleLog } from './log.ts';
import { Envelope } from './messages.ts';
import { problem } from './errors.ts';
import { publishTo, relayOnce, tidyOnce } from './relay.ts';
import { serve } from './requests.ts';
import type { Route } from './routes.ts';
import { type AppDefinition, type RunningApp, wireApp } from './running-app.ts';
import { tokenVerifier, type VerifyToken } from './tokens.ts';

/** API Gateway's HTTP API event (payload format 2.0), as far as it is used here. */
export interface HttpEvent {
  readonly rawPath: string;
  readonly rawQueryString: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
  readonly requestContext: { readonly http: { readonly method: string } };
}
export interface HttpResult {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An SQS event; only the records that failed are delivered again. */
export interface QueueEvent {
  readonly Records: readonly { readonly messageId: string; readonly body: string }[];
}
export interface QueueResult {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

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
  const log: Log = consoleLog(definition.name);
  const env = { ...process.env, ...(await referencedSecrets(process.env)) };
  const config = loadConfig(env, ['BROKER_URL'], (path) => readFileSync(path, 'utf8'));
  const app = wireApp(definition, config, log, ({ name }) => {
    throw new Error(`${definition.name} needs ${name}: add it to its libraries`);
  });
  const broker = await openBroker(config, log);
  const outboxes = app.modules.map(({ storage }) => storage.outbox);
  return {
    app,
    verify: tokenVerifier(config),
    flush: async () => {
      await relayOnce(outboxes, publishTo(broker)).catch((error: unknown) =>
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
    for (const target of app.routes) {
      const params =
        target.route.method === method ? matchPath(target.route.path, event.rawPath) : null;
      if (!params) continue;
      const response = await serve(
        target,
        { params, query: queryOf(event), body: bodyOf(event), headers: event.headers },
        verify,
        app.log,
      );
      await flush();
      return result(response.status, response.body, response.problem);
    }
    return result(
      404,
      problem('not-found', 404, `${method} ${event.rawPath} is not a route`),
      true,
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

/** A scheduled function: publishes whatever a crash left in the outboxes, and tidies inboxes. */
export function sweepFunction(definition: AppDefinition): () => Promise<void> {
  const started = starter(definition);
  return async () => {
    const { app, flush } = await started();
    await flush();
    await tidyOnce(app.modules.map(({ storage }) => storage.inbox));
  };
}

function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.replace(/\/$/, '').split('/');
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = decoded(value);
    else if (part !== value) return null;
  }
  return params;
}

/** A broken escape stays as it is, and the route's schema refuses it. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const queryOf = (event: HttpEvent) => Object.fromEntries(new URLSearchParams(event.rawQueryString));

function bodyOf(event: HttpEvent): unknown {
  if (!event.body) return undefined;
  const text = event.isBase64Encoded ? Buffer.from(event.body, 'base64').toString() : event.body;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function result(statusCode: number, body: unknown, isProblem: boolean): HttpResult {
  const type = isProblem ? 'application/problem+json' : 'application/json';
  const headers = {
    'content-type': type,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  };
  return { statusCode, headers, body: body === undefined ? '' : JSON.stringify(body) };
}
