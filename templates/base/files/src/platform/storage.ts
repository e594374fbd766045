import type { Envelope } from './messages.ts';
import type { Config } from './config.ts';
import type { Module, ModuleParts } from './module.ts';
import type { Log } from './log.ts';

/** Messages that wait to be handed over, and those that were set aside because they could not be. */
export interface Queue {
  /**
   * Hands over what is due, oldest first for each key. A message is forgotten when `deliver` returns, and
   * tried again later when it throws. Returns how many were handed over.
   */
  relay(deliver: (envelope: Envelope) => Promise<void>): Promise<number>;
  counts(): Promise<QueueCounts>;
  /** The oldest messages that were set aside. */
  dead(limit: number): Promise<readonly DeadMessage[]>;
  /** Gives dead messages another round of attempts: those named, or all of them. Returns how many. */
  replay(ids: readonly string[] | 'all'): Promise<number>;
  /** Forgets dead messages for good: those named, or all of them. Returns how many. */
  discard(ids: readonly string[] | 'all'): Promise<number>;
}

export interface QueueCounts {
  /** Due, or failed and to be tried again. */
  readonly pending: number;
  /** Written to leave later. */
  readonly scheduled: number;
  readonly dead: number;
  /** How long the oldest pending message has been waiting; 0 when there is none. */
  readonly oldestSeconds: number;
}

export interface DeadMessage {
  readonly id: string;
  readonly type: string;
  readonly key: string;
  readonly attempts: number;
  readonly error: string;
  readonly occurredAt: string;
}

/** Messages that were written with a change and still have to leave. */
export interface Outbox extends Queue {
  /** Called after each commit that wrote messages, so that a relay need not wait for its next turn. */
  onWritten(wake: () => void): void;
}

/** Messages that a broker brought and that failed: they are tried again from here, and hold up no others. */
export interface Parked extends Queue {
  /** True while an earlier message of this key is here: a later one has to queue up behind it. */
  holds(key: string): Promise<boolean>;
  /** With the failure that it had, or without one when it only queues up. */
  park(envelope: Envelope, failure?: unknown): Promise<void>;
}

/** What was answered before, by idempotency key. */
export interface Inbox {
  find(
    key: string,
  ): Promise<{ readonly requestHash: string | null; readonly response: unknown } | null>;
  /**
   * Keeps the answer of the call that made the change, and returns what is kept. `null` while that is another
   * call, which has not answered yet: after ANSWER_WITHIN_MS it must have crashed, and this answer takes its place.
   */
  respond(key: string, trace: string, response: unknown): Promise<unknown>;
  /** Removes what is older than INBOX_DAYS. */
  forgetOld(): Promise<void>;
}

/** Connections of a pool, and those who wait for one. */
export interface PoolUse {
  readonly used: number;
  readonly idle: number;
  readonly waiting: number;
  readonly max: number;
}

/** A shared thing that was opened: a pool, a client. */
export interface Resource<T> {
  readonly value: T;
  close(): Promise<void>;
  ready(): Promise<void>;
  /** Asked once at start: what is wrong with how it is set up, and will not get better by waiting. */
  problems?(): Promise<readonly string[]>;
  /** Only pools have this. */
  use?(): PoolUse;
}

/** Where an app's modules keep their data: opened once, closed last. */
export interface Resources {
  readonly config: Config;
  readonly log: Log;
  /** Opens a shared thing (a pool, a client) once for all modules of this app. */
  once<T>(name: string, open: () => Resource<T>): T;
}

export interface Storage<Store> {
  readonly store: Store;
  readonly outbox: Outbox;
  readonly inbox: Inbox;
  /** Absent where whatever brings messages also gives failed ones again, as queues of functions do. */
  readonly parked?: Parked;
}

/** A module together with the store that this app gives it. */
export interface Hosted {
  readonly module: Module<unknown>;
  readonly open: (resources: Resources) => Storage<unknown>;
}

/** A module at work in an app. */
export interface RunningModule {
  readonly name: string;
  readonly module: Module<unknown>;
  readonly parts: ModuleParts;
  readonly storage: Storage<unknown>;
}

/** A failure that says nothing about the message, such as a broker that is away: it is tried until it works. */
export class TryLater extends Error {}

/** How long a request or a message that comes again is known. */
export const INBOX_DAYS = 30;

/** A change is answered at once; who made one and has not answered for so long is gone. */
export const ANSWER_WITHIN_MS = 2_000;

/** After this many failed deliveries a message is set aside as dead: about half a minute. */
export const MAX_ATTEMPTS = 8;

/** Exponential back-off with full jitter, in milliseconds. */
export function backOff(attempt: number): number {
  return Math.random() * Math.min(30_000, 200 * 2 ** attempt);
}
