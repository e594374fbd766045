import { readFileSync } from 'node:fs';
import pino from 'pino';
import { openBroker, type Broker } from './broker.ts';
import { type Config, ConfigError, loadConfig } from './config.ts';
import { addRoutes, type Health, httpServer } from './http.ts';
import type { Log } from './log.ts';
import type { Envelope } from './messages.ts';
import { type AppMetrics, appMetrics } from './metrics.ts';
import { publishTo, startRelay, startTidying } from './relay.ts';
import { remoteClient } from './rpc-client.ts';
import { type AppDefinition, type RunningApp, wireApp } from './running-app.ts';

const DRAIN_LIMIT_MS = 12_000;
const ASK_AGAIN_MS = 1_000;

/** What a process needs beyond its modules. */
export interface ProcessOptions extends AppDefinition {
  /** `in-process`: messages stay in this process. `broker`: they go through BROKER_URL. */
  readonly messages: 'in-process' | 'broker';
}

/** Starts one app as a process: reads its configuration, opens what it needs, listens, and drains on SIGTERM. */
export async function startProcess(options: ProcessOptions): Promise<void> {
  const config = readConfig(
    options.messages === 'broker' ? ['DATABASE_URL', 'BROKER_URL'] : ['DATABASE_URL'],
    (given) => unusable(options, given),
  );
  const log = processLog(options.name, config);
  const app = wireApp(options, config, log, (contract, from) =>
    remoteClient(contract, from, config, process.env),
  );
  const metrics = appMetrics(app);
  const broker = options.messages === 'broker' ? await openBroker(config, log) : null;
  const deliver = counted(metrics, broker ? publishTo(broker) : app.dispatch);
  const health: Health = {
    draining: false,
    ready: async () => {
      await app.ready();
      await broker?.ready();
    },
  };
  const server = httpServer(health, log);
  addRoutes(server, app, metrics);
  const relay = startRelay(
    app.modules.map(({ storage }) => storage.outbox),
    deliver,
    log,
  );
  const tidying = startTidying(
    app.modules.map(({ storage }) => storage.inbox),
    log,
  );
  if (broker) await subscribeAll(app, broker, counted(metrics, whileReady(app, app.dispatch)));
  await listen(server, config, log, options.name);
  drainOnSignal(config, log, health, async () => {
    await server.close();
    tidying.stop();
    // Before the broker that it publishes to.
    await relay.stop();
    await broker?.close();
    await app.close();
  });
}

/** What would start, but not work. */
function unusable(
  { modules, messages }: ProcessOptions,
  { AUTH_JWKS_URL, AUTH_PRIVATE_JWK, DATABASE_POOL_MAX }: Config,
): string[] {
  const problems: string[] = [];
  if (!AUTH_JWKS_URL && !AUTH_PRIVATE_JWK)
    problems.push(
      'AUTH_JWKS_URL: is required where AUTH_PRIVATE_JWK is not set; without keys every token is refused',
    );
  // Each relay holds a connection while handlers, which need one too, do their work.
  if (messages === 'in-process' && DATABASE_POOL_MAX <= modules.length)
    problems.push(`DATABASE_POOL_MAX: must be more than ${modules.length}, one for each module`);
  return problems;
}

export function readConfig(
  required: Parameters<typeof loadConfig>[1],
  check?: Parameters<typeof loadConfig>[3],
): Config {
  try {
    return loadConfig(process.env, required, (path) => readFileSync(path, 'utf8'), check);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
}

export function processLog(app: string, config: Config): Log {
  return pino({
    level: config.LOG_LEVEL,
    base: { app },
    serializers: { error: pino.stdSerializers.err },
    redact: ['*.password', '*.authorization', '*.token', 'password', 'authorization', 'token'],
  });
}

export async function listen(
  server: { listen(at: { port: number; host: string }): Promise<string> },
  config: Config,
  log: Log,
  app: string,
): Promise<void> {
  const address = await server.listen({ port: config.PORT, host: config.HOST });
  log.info({ address }, `${app} is listening`);
  // Whoever started this process learns the address without reading logs.
  process.send?.({ listening: address });
}

/** Readiness fails first, requests under way are answered, then everything is closed: exit 0. */
export function drainOnSignal(
  config: Config,
  log: Log,
  health: Health,
  close: () => Promise<void>,
): void {
  const drain = async () => {
    if (health.draining) return;
    health.draining = true;
    log.info({}, 'draining');
    await new Promise((resolve) => setTimeout(resolve, config.DRAIN_DELAY_MS));
    const late = setTimeout(() => {
      log.error({}, 'could not drain in time');
      process.exit(1);
    }, DRAIN_LIMIT_MS);
    await close();
    clearTimeout(late);
    log.info({}, 'drained');
    process.exit(0);
  };
  process.on('SIGTERM', () => void drain());
  process.on('SIGINT', () => void drain());
  // The process that started this one in development is gone: so is the reason to run.
  process.on('disconnect', () => void drain());
}

function counted(
  metrics: AppMetrics,
  deliver: (envelope: Envelope, consumer?: string) => Promise<void>,
) {
  return async (envelope: Envelope, consumer?: string) => {
    try {
      await deliver(envelope, consumer);
      metrics.message(envelope.type, 'handled');
    } catch (error) {
      metrics.message(envelope.type, 'failed');
      throw error;
    }
  };
}

/** A message is not to blame while our own database is away: it waits, and keeps its attempts. */
function whileReady(app: RunningApp, dispatch: RunningApp['dispatch']): RunningApp['dispatch'] {
  return async (envelope, consumer) => {
    for (;;) {
      try {
        return await dispatch(envelope, consumer);
      } catch (error) {
        if (
          await app.ready().then(
            () => true,
            () => false,
          )
        )
          throw error;
        await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
      }
    }
  };
}

async function subscribeAll(
  app: RunningApp,
  broker: Broker,
  dispatch: RunningApp['dispatch'],
): Promise<void> {
  const types = new Map<string, Set<string>>();
  for (const { consumer, subscription } of app.subscriptions) {
    types.set(consumer, (types.get(consumer) ?? new Set()).add(subscription.type));
  }
  for (const [consumer, wanted] of types) {
    await broker.subscribe(consumer, [...wanted], (envelope) => dispatch(envelope, consumer));
  }
}
