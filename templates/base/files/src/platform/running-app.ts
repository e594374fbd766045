import { callMethod, type Client, clientOf } from './clients.ts';
import type { Config } from './config.ts';
import type { Log } from './log.ts';
import { dispatcher, type Dispatch, type Handler } from './delivery.ts';
import type { Contract } from './contract.ts';
import type { Module, ModuleParts, Ports } from './module.ts';
import type { Route } from './routes.ts';
import type { Hosted, Resources, Storage } from './storage.ts';
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
}

export interface RunningModule {
  readonly name: string;
  readonly module: Module<unknown>;
  readonly parts: ModuleParts;
  readonly storage: Storage<unknown>;
}

/** An app whose modules are wired; hosts (processes, functions) put it on the network. */
export interface RunningApp {
  readonly name: string;
  readonly config: Config;
  readonly log: Log;
  readonly modules: readonly RunningModule[];
  readonly routes: readonly { readonly route: Route; readonly module: RunningModule }[];
  readonly subscriptions: readonly Handler[];
  readonly dispatch: Dispatch;
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
  const ports: Ports = {
    now: () => new Date(),
    tokens: tokenIssuer(config),
    adminSetupToken: config.ADMIN_SETUP_TOKEN,
  };
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

  const modules = definition.modules.flatMap(({ module }) => wired.get(module.contract.name) ?? []);
  return {
    name: definition.name,
    config,
    log,
    modules,
    routes: modules.flatMap((module) =>
      module.parts.routes.map((route) => ({ route: checked(route), module })),
    ),
    subscriptions: handlers,
    dispatch: dispatcher(handlers, log),
    ready: opened.ready,
    close: opened.close,
  };
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

/** A route without a policy does not boot. */
function checked(route: Route): Route {
  const allow: unknown = route.policy?.allow;
  if (allow !== 'public' && allow !== 'signed-in' && allow !== 'roles') {
    throw new Error(`${route.method} ${route.path} has no policy: say who may call it`);
  }
  return route;
}

function openResources(config: Config, log: Log) {
  const open = new Map<
    string,
    { value: unknown; close: () => Promise<void>; ready: () => Promise<void> }
  >();
  const resources: Resources = {
    config,
    log,
    once: <T>(
      name: string,
      start: () => { value: T; close: () => Promise<void>; ready: () => Promise<void> },
    ) => {
      const resource = open.get(name) ?? start();
      open.set(name, resource);
      return resource.value as T;
    },
  };
  return {
    resources,
    ready: async () =>
      void (await Promise.all([...open.values()].map((resource) => resource.ready()))),
    close: async () =>
      void (await Promise.all([...open.values()].map((resource) => resource.close()))),
  };
}
