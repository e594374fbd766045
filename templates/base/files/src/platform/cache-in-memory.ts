import {
  type Cache,
  cacheKey,
  flights,
  jittered,
  type Outcome,
  outcomes,
  packed,
} from './cache.ts';
import { defineExtension } from './extension.ts';
import * as z from 'zod';

export interface MemoryOptions {
  readonly entries: number;
  /** Other processes change things too and cannot tell this one: nothing is kept longer than this. */
  readonly longestSeconds: number;
  readonly now: () => number;
  readonly random: () => number;
}

const DEFAULTS: MemoryOptions = {
  entries: 1_000,
  longestSeconds: 1,
  now: Date.now,
  random: Math.random,
};

/** Keeps what was asked for last, in this process. */
export function memoryCache(
  count: (outcome: Outcome) => void,
  options: Partial<MemoryOptions> = {},
): Cache {
  const { entries, longestSeconds, now, random } = { ...DEFAULTS, ...options };
  // In order of use: a Map keeps the order of insertion.
  const kept = new Map<string, { text: string; until: number }>();
  const loads = flights();

  const find = (key: string): string | null => {
    const entry = kept.get(key);
    if (!entry) return null;
    kept.delete(key);
    if (entry.until <= now()) return null;
    kept.set(key, entry);
    return entry.text;
  };
  const keep = (key: string, text: string, seconds: number): void => {
    kept.delete(key);
    kept.set(key, { text, until: now() + jittered(Math.min(seconds, longestSeconds), random) });
    for (const oldest of kept.keys()) {
      if (kept.size <= entries) break;
      kept.delete(oldest);
    }
  };

  return {
    remember: async (call, key, seconds, load) => {
      const name = cacheKey(call, key);
      const found = find(name);
      count(found === null ? 'miss' : 'hit');
      const text =
        found ??
        (await loads.join(
          name,
          async () => packed(await load()),
          (loaded) => keep(name, loaded, seconds),
        ));
      return text === null ? null : JSON.parse(text);
    },
    forget: async (call, keys) => {
      for (const key of keys) {
        const name = cacheKey(call, key);
        kept.delete(name);
        loads.forget(name);
      }
    },
  };
}

/** What processes use when no feature brings another cache. */
export const extension = defineExtension({
  name: 'cache-in-memory',
  settings: z.object({}),
  open: ({ counts }) => ({ ports: { cache: memoryCache(outcomes(counts)) } }),
});
