import {
  type Cache,
  cacheKey,
  flights,
  jittered,
  type Outcome,
  outcomes,
  packed,
} from '#platform/cache.ts';
import { defineExtension } from '#platform/extension.ts';
import { patiently, redisSettings, sharedRedis } from '#platform/redis.ts';
import type { Redis } from 'ioredis';

/** Stands where something was forgotten, so that a load that began before cannot put the old value back. */
const FORGOTTEN = 'forgotten';
const FORGOTTEN_MS = 3_000;

/** Shared by every process: a change that one of them makes is seen by all. A Redis that is away costs time, never an answer. */
export function redisCache(
  redis: Redis,
  count: (outcome: Outcome) => void,
  random: () => number = Math.random,
): Cache {
  const loads = flights();
  const attempt = patiently();
  const ask = (command: () => Promise<unknown>): Promise<unknown> =>
    attempt(command).catch(() => {
      count('error');
      return undefined;
    });

  return {
    remember: async (call, key, seconds, load) => {
      const name = cacheKey(call, key);
      const found = await ask(() => redis.get(name));
      if (typeof found === 'string' && found !== FORGOTTEN) {
        count('hit');
        return JSON.parse(found);
      }
      if (found !== undefined) count('miss');
      const text = await loads.join(
        name,
        async () => packed(await load()),
        // Only where nothing is: what was forgotten while this was loading stays forgotten.
        (loaded) =>
          ask(() => redis.set(name, loaded, 'PX', jittered(seconds, random), 'NX')).then(() => {}),
      );
      return text === null ? null : JSON.parse(text);
    },
    forget: async (call, keys) => {
      const names = keys.map((key) => cacheKey(call, key));
      for (const name of names) loads.forget(name);
      await Promise.all(
        names.map((name) => ask(() => redis.set(name, FORGOTTEN, 'PX', FORGOTTEN_MS))),
      );
    },
  };
}

/** Its settings are checked by the limits, which every app has. */
export const extension = defineExtension({
  name: 'cache-redis',
  settings: redisSettings,
  open: ({ settings, resources, counts }) => {
    const redis = sharedRedis(settings, resources);
    // On a developer's machine the cache in memory stays.
    return redis === null ? {} : { ports: { cache: redisCache(redis, outcomes(counts)) } };
  },
});
