import type { Cache } from './cache.ts';
import type { Call } from './call.ts';
import type { Contract, MethodsOf } from './contract.ts';
import type { Limits } from './limits.ts';
import type { Message, Subscription } from './messages.ts';
import type { Route } from './routes.ts';
import type { Tokens } from './tokens.ts';

/** Answers a need from tables of the consuming module, kept up to date by the producer's messages. */
export interface Replica<Reads> {
  readonly reads: Reads;
  readonly subscriptions: readonly Subscription[];
}

/** A read that this module wants from another: bound per link as `call` or `replica`. */
export interface Need<C extends Contract, M extends keyof C['methods'] & string, Store> {
  readonly contract: C;
  readonly methods: readonly M[];
  readonly replica: (store: Store) => Replica<Pick<MethodsOf<C>, M>>;
}

export function need<const C extends Contract, const M extends keyof C['methods'] & string, Store>(
  contract: C,
  methods: readonly M[],
  replica: (store: Store) => Replica<Pick<MethodsOf<C>, M>>,
): Need<C, M, Store> {
  return { contract, methods, replica };
}

/** What the platform offers a module besides its store and needs. */
export interface Ports {
  readonly now: () => Date;
  readonly tokens: Tokens;
  readonly cache: Cache;
  /** Lets somebody with this secret sign up as the first administrator; absent means nobody can. */
  readonly adminSetupToken: string | undefined;
  readonly refreshDays: number;
  /** Counts requests; the platform asks it, modules need not. */
  readonly limits: Limits;
}

/** A need of any contract, as the platform sees it. */
export interface AnyNeed<Store> {
  readonly contract: Contract;
  readonly methods: readonly string[];
  readonly replica: (store: Store) => {
    readonly reads: object;
    readonly subscriptions: readonly Subscription[];
  };
}

/** What a module consists of once it has its store; features add parts of their own. */
export interface ModuleParts {
  readonly methods: Readonly<Record<string, (call: Call, input: never) => Promise<unknown>>>;
  readonly subscriptions: readonly Subscription[];
  readonly routes: readonly Route[];
}

export interface Module<Store> {
  readonly contract: Contract;
  readonly needs: Readonly<Record<string, AnyNeed<Store>>>;
  readonly create: (given: { store: Store; needs: never; ports: Ports }) => ModuleParts;
}

type Clients<N> = {
  readonly [K in keyof N]: N[K] extends {
    contract: infer C extends Contract;
    methods: readonly (infer M)[];
  }
    ? Pick<MethodsOf<C>, M & keyof MethodsOf<C>>
    : never;
};

/**
 * A bounded context, written once: it does not know which process it runs in, nor how its needs are met.
 * `create` wires its parts by hand; every route, subscription and method is a plain function.
 */
export function defineModule<
  const C extends Contract,
  Store,
  N extends Readonly<Record<string, AnyNeed<Store>>>,
>(module: {
  readonly contract: C;
  readonly needs: N;
  readonly create: (given: {
    store: Store;
    needs: Clients<N>;
    ports: Ports;
  }) => Omit<ModuleParts, 'methods'> & { readonly methods: MethodsOf<C> };
}): Module<Store> {
  return module as unknown as Module<Store>;
}

/** What a store writes together with a change: all of it or nothing. */
export interface Changes {
  readonly messages?: readonly Message[];
}
