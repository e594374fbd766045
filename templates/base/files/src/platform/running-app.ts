import type { Registry } from 'prom-client';
import { NO_CACHE } from './cache.ts';
import { callMethod, type Client, clientOf } from './clients.ts';
import type { Config } from './config.ts';
import { type Counts, newCounts } from './counts.ts';
import { memoryLimits } from './limits.ts';
import type { Log } from './log.ts';
import { dispatcher, type Dispatch, type Handler } from './delivery.ts';
import type { Contract } from './contract.ts';
import { deadMessageRoutes } from './dead-messages.ts';
import type { Extension, Opened } from './extension.ts';
import type { Ports } from './module.ts';
import type { Target, TenantOf } from './exchange.ts';
import { checked } from './routes.ts';
import type { Hosted, PoolUse, Resource, Resources, RunningModule } from './storage.ts';
import { tokenIssuer } from './tokens.ts';

/** One deployable, as data: which modules run here and how each of their needs is met. */
export interface AppDefinition {
  readonly name: string;
  /** Their routes, subscriptions and outboxes run here. */
  readonly modules: readonly Hosted[];
  /** Co-located for their methods only. */
  readonly libraries?: readonly Hosted[];
  /** `<consumer>.<need>` → how it is bound. A `call` stays in process when the producer is here. */
  readonly links?: Readonly<Record<string, 'call' | 'replica'>>;
  /** What this app has besides its modules. */
  readonly extensions?: readonly Extension[];
}

/** An app whose modules are wired; hosts (processes, functions) put it on the network. */
export interface RunningApp {
  readonly name: string;
  readonly config: Config;
  readonly log: Log;
  readonly counts: Counts;
  readonly ports: Ports;
  readonly extensions: readonly Opened[];
  readonly modules: readonly RunningModule[];
  readonly routes: readonly Target[];
  readonly subscriptions: readonly Handler[];
  readonly dispatch: Dispatch;
  /** Starts what runs beside the modules: for processes. */
  start(metrics: Registry): { stop(): Promise<void> };
  /** Connection pools by name, and how used they are. */
  pools(): readonly (readonly [string, PoolUse])[];
  /** What is wrong with how it is set up, as far as only others can tell. */
  problems(): Promise<readonly string[]>;
  ready(): Promise<void>;
  close(): Promise<void>;
}

/** How a module that runs elsewhere is asked. */
export type Remote = (contract: Contract, from: string) => Client;

export function wireApp(
  definition: AppDefinition,
  config: Config,
  log: Log,
  remote: Remote,
): RunningApp {
  const opened = openResources(config, log);
  const counts = newCounts();
  const extensions = (definition.extensions ?? []).map((extension) =>
    extension.open({
      settings: config,
      config,
      log,
      resources: opened.resources,
      counts,
      app: definition.name,
    }),
  );
  const ports: Ports = Object.assign(
    {
      now: () => new Date(),
      tokens: tokenIssuer(config),
      cache: NO_CACHE,
      adminSetupToken: config.ADMIN_SETUP_TOKEN,
      refreshDays: config.AUTH_REFRESH_DAYS,
      limits: memoryLimits(),
    },
    ...extensions.map((extension) => extension.ports),
  );
  const wired = new Map<string, RunningModule>();
  const handlers: Handler[] = [];
  const all = [...definition.modules, ...(definition.libraries ?? [])];
  const client = (name: string, contract: Contract): Client =>
    all.some((hosted) => hosted.module.contract.name === name)
      ? clientOf(contract, (method, call, input) => {
          const producer = wired.get(name);
          if (!producer) throw new Error(`${name} is not wired yet`);
          return callMethod(contract, producer.parts.methods, method, call, input);
        })
      : remote(contract, definition.name);

  for (const hosted of all) {
    const { module } = hosted;
    const name = module.contract.name;
    const storage = hosted.open(opened.resources);
    const needs: Record<string, unknown> = {};
    const active: Handler[] = [];
    for (const [needName, need] of Object.entries(module.needs)) {
      const binding = definition.links?.[`${name}.${needName}`];
      if (binding === 'replica') {
        const replica = need.replica(storage.store);
        needs[needName] = replica.reads;
        active.push(
          ...replica.subscriptions.map((subscription) => ({
            consumer: name,
            subscription,
            part: needName,
          })),
        );
      } else if (binding === 'call') needs[needName] = client(need.contract.name, need.contract);
      else
        throw new Error(
          `${definition.name} does not say how ${name}.${needName} is met: add it to links`,
        );
    }
    const parts = module.create({ store: storage.store, needs: needs as never, ports });
    wired.set(name, { name, module, parts, storage });
    active.push(
      ...parts.subscriptions.map((subscription) => ({
        consumer: name,
        subscription,
        part: 'main',
      })),
    );
    refuseTwice(active);
    if (definition.modules.includes(hosted)) handlers.push(...active);
  }

  const tenantOf: TenantOf | undefined = extensions.flatMap((one) => one.tenantOf ?? [])[0];
  const modules = definition.modules.flatMap(({ module }) => wired.get(module.contract.name) ?? []);
  const app: RunningApp = {
    name: definition.name,
    config,
    log,
    counts,
    ports,
    extensions,
    modules,
    routes: modules.flatMap((module) =>
      [...deadMessageRoutes(module.name, module.storage), ...module.parts.routes].map((route) => ({
        route: checked(route),
        module,
        tenantOf,
      })),
    ),
    subscriptions: handlers,
    dispatch: dispatcher(handlers, log),
    pools: opened.pools,
    start: (metrics) => {
      const running = extensions.flatMap((extension) => extension.start?.(app, metrics) ?? []);
      return { stop: () => inParallel(running.map((one) => () => one.stop())) };
    },
    problems: opened.problems,
    ready: () => inParallel([opened.ready, ...extensions.flatMap(({ ready }) => ready ?? [])]),
    close: async () => {
      await inParallel(extensions.flatMap(({ close }) => close ?? []));
      await opened.close();
    },
  };
  return app;
}

async function inParallel(steps: readonly (() => Promise<void>)[]): Promise<void> {
  await Promise.all(steps.map((step) => step()));
}

/** The inbox knows a message by its handler: a second handler would find it done already. */
function refuseTwice(handlers: readonly Handler[]): void {
  const seen = new Set<string>();
  for (const { consumer, part, subscription } of handlers) {
    const name = `${part} ${subscription.type}`;
    if (seen.has(name))
      throw new Error(
        `${consumer} subscribes to ${subscription.type} twice: do both in one handler`,
      );
    seen.add(name);
  }
}

function openResources(config: Config, log: Log) {
  const open = new Map<string, Resource<unknown>>();
  const resources: Resources = {
    config,
    log,
    once: <T>(name: string, start: () => Resource<T>) => {
      const resource = open.get(name) ?? start();
      open.set(name, resource);
      return resource.value as T;
    },
  };
  const all = () => [...open.values()];
  return {
    resources,
    pools: () => [...open].flatMap(([name, { use }]) => (use ? [[name, use()] as const] : [])),
    problems: async () =>
      (await Promise.all(all().map((resource) => resource.problems?.() ?? []))).flat(),
    ready: () => inParallel(all().map((resource) => () => resource.ready())),
    close: () => inParallel(all().map((resource) => () => resource.close())),
  };
}
