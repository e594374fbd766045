import { readFileSync } from 'node:fs';
import pino from 'pino';
import { openBroker } from './broker.ts';
import { extension as cacheInMemory } from './cache-in-memory.ts';
import { type Config, ConfigError, loadConfig } from './config.ts';
import { errorFields } from './error-fields.ts';
import { addRoutes, type Health, httpServer } from './http.ts';
import { type Log, withoutSecrets } from './log.ts';
import { appMetrics, counted, timed } from './metrics.ts';
import { openMetricsDoor } from './metrics-door.ts';
import { startTracing } from './otlp.ts';
import { receiveFrom } from './receive.ts';
import { publishTo, startRelay, startTidying, traced } from './relay.ts';
import { remoteClient } from './rpc-client.ts';
import { type AppDefinition, wireApp } from './running-app.ts';
import { unverified } from './tls.ts';
import { traceFields } from './tracing.ts';

const DRAIN_LIMIT_MS = 12_000;

/** What a process needs beyond its modules. */
export interface ProcessOptions extends AppDefinition {
  /** `in-process`: messages stay in this process. `broker`: they go through BROKER_URL. */
  readonly messages: 'in-process' | 'broker';
}

/** Starts one app as a process: reads its configuration, opens what it needs, listens, and drains on SIGTERM. */
export async function startProcess(given: ProcessOptions): Promise<void> {
  const options = { ...given, extensions: [cacheInMemory, ...(given.extensions ?? [])] };
  const config = readConfig(
    options.messages === 'broker' ? ['DATABASE_URL', 'BROKER_URL'] : ['DATABASE_URL'],
    (read) => unusable(options, read),
    options.extensions,
  );
  const log = processLog(options.name, config);
  const tracing = startTracing(options.name, config, log);
  const app = wireApp(options, config, log, (contract, from) =>
    remoteClient(contract, from, config, process.env),
  );
  // A database that is away says nothing about the settings: that is what readiness is for.
  refuse(await app.problems().catch(() => []));
  const broker = options.messages === 'broker' ? await openBroker(config, log) : null;
  const metrics = appMetrics(app, broker, tracing.dropped);
  const dispatch = timed(metrics, app.dispatch);
  const health: Health = {
    draining: false,
    ready: async () => {
      await app.ready();
      await broker?.ready();
    },
  };
  const server = httpServer(health, log, config);
  addRoutes(server, app, metrics);
  const relay = startRelay(
    app.modules.map(({ storage }) => storage.outbox),
    traced(counted(metrics, broker ? publishTo(broker) : dispatch)),
    log,
  );
  const tidying = startTidying(
    app.modules.map(({ storage }) => storage.inbox),
    log,
  );
  const beside = app.start(metrics.registry);
  const retries = broker && (await receiveFrom(broker, app, dispatch, log));
  const door = await openMetricsDoor(config, async () => ({
    type: metrics.registry.contentType,
    text: await metrics.registry.metrics(),
  }));
  await listen(server, config, log, options.name);
  drainOnSignal(config, log, health, async () => {
    await server.close();
    door.close();
    tidying.stop();
    await beside.stop();
    // Before the broker that it publishes to.
    await relay.stop();
    await broker?.close();
    await retries?.stop();
    await app.close();
    await tracing.close();
  });
}

/** What would start, but not work, or not safely. */
function unusable({ modules, messages }: ProcessOptions, config: Config): string[] {
  const { AUTH_JWKS_URL, AUTH_PRIVATE_JWK, DATABASE_POOL_MAX } = config;
  const problems = unverified(config);
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
  more?: Parameters<typeof loadConfig>[4],
): Config {
  try {
    return loadConfig(process.env, required, (path) => readFileSync(path, 'utf8'), check, more);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return leave(error);
  }
}

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) leave(new ConfigError(problems));
}

function leave(error: ConfigError): never {
  process.stderr.write(`${error.message}\n`);
  process.exit(2);
}

export function processLog(app: string, config: Config): Log {
  const options: pino.LoggerOptions = {
    level: config.LOG_LEVEL,
    base: { app },
    // Every line that is written on behalf of a request or a message can be found from its trace.
    mixin: () => traceFields(),
    serializers: { error: errorFields },
    // Three times as fast as pino's own redaction, which looks into every line for paths that it has to parse.
    formatters: { log: withoutSecrets },
  };
  return pino(options, linesOfOneTurn());
}

/** Lines leave together at the end of the turn of the event loop that wrote them: one system call instead of many. */
function linesOfOneTurn(): pino.DestinationStream {
  const stdout = pino.destination({ dest: 1, sync: true });
  let lines = '';
  const send = () => {
    if (lines !== '') stdout.write(lines);
    lines = '';
  };
  process.once('exit', () => {
    send();
    stdout.flushSync();
  });
  return {
    write: (line) => {
      if (lines === '') setImmediate(send);
      lines += line;
    },
  };
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
