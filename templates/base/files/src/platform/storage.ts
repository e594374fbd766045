import type { Envelope } from './messages.ts';
import type { Config } from './config.ts';
import type { Module } from './module.ts';
import type { Log } from './log.ts';

/** Messages that were written with a change and still have to leave. */
export interface Outbox {
  /**
   * Hands over what is due, oldest first for each key. A message is forgotten when `deliver` returns, and
   * tried again later when it throws. Returns how many were handed over.
   */
  relay(deliver: (envelope: Envelope) => Promise<void>): Promise<number>;
  /** Called after each commit that wrote messages, so that a relay need not wait for its next turn. */
  onWritten(wake: () => void): void;
  counts(): Promise<{ readonly pending: number; readonly dead: number }>;
}

/** What was answered before, by idempotency key. */
export interface Inbox {
  find(
    key: string,
  ): Promise<{ readonly requestHash: string | null; readonly response: unknown } | null>;
  /** Keeps the first answer: a repetition that ran at the same time does not replace it. */
  respond(key: string, response: unknown): Promise<void>;
  /** Removes what is older than INBOX_DAYS. */
  forgetOld(): Promise<void>;
}

/** Where an app's modules keep their data: opened once, closed last. */
export interface Resources {
  readonly config: Config;
  readonly log: Log;
  /** Opens a shared thing (a pool, a client) once for all modules of this app. */
  once<T>(
    name: string,
    open: () => { value: T; close: () => Promise<void>; ready: () => Promise<void> },
  ): T;
}

export interface Storage<Store> {
  readonly store: Store;
  readonly outbox: Outbox;
  readonly inbox: Inbox;
}

/** A module together with the store that this app gives it. */
export interface Hosted {
  readonly module: Module<unknown>;
  readonly open: (resources: Resources) => Storage<unknown>;
}

/** A failure that says nothing about the message, such as a broker that is away: it is tried until it works. */
export class TryLater extends Error {}

/** How long a request or a message that comes again is known. */
export const INBOX_DAYS = 30;

/** After this many failed deliveries a message is set aside as dead: about half a minute. */
export const MAX_ATTEMPTS = 8;

/** Exponential back-off with full jitter, in milliseconds. */
export function backOff(attempt: number): number {
  return Math.random() * Math.min(30_000, 200 * 2 ** attempt);
}
