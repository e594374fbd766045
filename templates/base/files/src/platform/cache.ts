import type { Call } from './call.ts';
import type { Count, Counts } from './counts.ts';

/**
 * Answers that may be a moment old, so that they need not be worked out again. Nothing is decided by what is in
 * here: use cases that change something load from their store.
 */
export interface Cache {
  /**
   * What is kept under `key`, else what `load` finds, kept for at most `seconds`. Values are JSON; the key names their
   * shape, so change it with the shape. `null` is not kept: made-up ids would push out what is really asked for.
   */
  remember<T>(
    call: Call,
    key: string,
    seconds: number,
    load: () => Promise<T | null>,
  ): Promise<T | null>;
  /** After a change was committed: whoever asks from now on gets the new value. Never fails. */
  forget(call: Call, keys: readonly string[]): Promise<void>;
}

/** Keeps nothing: for functions, where many short-lived copies could not tell each other of a change. */
export const NO_CACHE: Cache = {
  remember: (_call, _key, _seconds, load) => load(),
  forget: async () => {},
};

/** One tenant's answers never reach another. */
export const cacheKey = ({ tenant = '' }: Call, key: string): string => `${tenant}:${key}`;

/** A bit less than asked for, so that what was kept together is not loaded together again. */
export const jittered = (seconds: number, random: () => number): number =>
  Math.ceil(seconds * 1_000 * (0.8 + 0.2 * random()));

export type Outcome = 'hit' | 'miss' | 'error';

export function outcomes(counts: Counts): (outcome: Outcome) => void {
  const count: Count = counts.counter('cache_requests_total', 'Answers asked of the cache', [
    'outcome',
  ]);
  return (outcome) => count({ outcome });
}

/** Loads under way: asked for twice at the same time, a thing is loaded once. */
export function flights() {
  const underWay = new Map<string, Promise<string | null>>();
  return {
    /** `keep` gets what was loaded, unless it was forgotten in the meantime. */
    join(
      key: string,
      load: () => Promise<string | null>,
      keep: (text: string) => Promise<void> | void,
    ): Promise<string | null> {
      const joined = underWay.get(key);
      if (joined) return joined;
      const isCurrent = () => underWay.get(key) === flight;
      const flight = load()
        .then(async (text) => {
          if (text !== null && isCurrent()) await keep(text);
          return text;
        })
        .finally(() => {
          if (isCurrent()) underWay.delete(key);
        });
      underWay.set(key, flight);
      return flight;
    },
    /** Who asks from now on does not get what an earlier load finds. */
    forget: (key: string) => void underWay.delete(key),
  };
}

/** As it would come back from another machine: a copy, of JSON only. */
export const packed = (value: unknown): string | null =>
  value === null ? null : JSON.stringify(value);
