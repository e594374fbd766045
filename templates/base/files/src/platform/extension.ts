import type { Registry } from 'prom-client';
import type * as z from 'zod';
import type { Config } from './config.ts';
import type { Counts } from './counts.ts';
import type { Log } from './log.ts';
import type { Ports } from './module.ts';
import type { Answered, Request, TenantOf } from './exchange.ts';
import type { Resources, RunningModule } from './storage.ts';

/** What an extension is opened with. */
export interface Given<Settings> {
  readonly settings: Settings;
  readonly config: Config;
  readonly log: Log;
  readonly resources: Resources;
  readonly counts: Counts;
  /** The name of the app it is opened in. */
  readonly app: string;
}

/** What work beside the modules sees of its app. */
export interface HostApp {
  readonly name: string;
  readonly modules: readonly RunningModule[];
}

/** What an extension gives to an app; every part is optional. */
export interface Opened {
  /** Handed to modules that ask for them. */
  readonly ports?: Partial<Ports>;
  /** Runs beside the modules of a process until it drains; functions have no such side. */
  readonly start?: (app: HostApp, metrics: Registry) => { stop(): Promise<void> };
  /** What a scheduled function does at each of its turns: it has nothing that runs beside its modules. */
  readonly sweep?: (app: HostApp) => Promise<void>;
  /** Finds out which tenant a request is about; at most one extension of an app does. */
  readonly tenantOf?: TenantOf;
  /** Looks at each request before its route does; what it throws is the answer. */
  readonly inspect?: (request: Request) => void;
  /** Is told of each request whose sender is known to us or wanted in; the answer leaves when it returns. */
  readonly witness?: (answered: Answered) => Promise<void>;
  /** Throws while the app must not get requests. */
  readonly ready?: () => Promise<void>;
  readonly close?: () => Promise<void>;
}

/** Something that an app has besides its modules: a port to the outside, or work that runs beside them. */
export interface Extension {
  readonly name: string;
  /** The keys it reads from the environment; what is wrong with them is said with everything else. */
  readonly settings: z.ZodObject;
  /** Problems that no single key shows. */
  readonly check: (settings: unknown, config: Config) => readonly string[];
  readonly open: (given: Given<unknown>) => Opened;
}

/** Declares an extension; `open` and `check` see its settings with their types. */
export function defineExtension<const S extends z.ZodObject>(extension: {
  readonly name: string;
  readonly settings: S;
  readonly check?: (settings: z.output<S>, config: Config) => readonly string[];
  readonly open: (given: Given<z.output<S>>) => Opened;
}): Extension {
  return { check: () => [], ...extension } as unknown as Extension;
}
