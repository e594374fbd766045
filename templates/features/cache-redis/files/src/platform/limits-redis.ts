import type { Counts } from '#platform/counts.ts';
import { defineExtension } from '#platform/extension.ts';
import { type Limits, memoryLimits } from '#platform/limits.ts';
import { patiently, redisProblems, redisSettings, sharedRedis } from '#platform/redis.ts';
import type { Redis } from 'ioredis';

/** Counts for all instances together; each for itself while Redis is away, so that nobody can wait for that. */
export function redisLimits(redis: Redis, counts: Counts): Limits {
  const count = counts.counter('rate_limits_counted_total', 'Requests counted for rate limits', [
    'where',
  ]);
  const alone = memoryLimits();
  const attempt = patiently();
  return {
    count: async (key, seconds) => {
      try {
        const counted = await attempt(() => together(redis, `limit:${key}`, seconds));
        count({ where: 'redis' });
        return counted;
      } catch {
        count({ where: 'memory' });
        return alone.count(key, seconds);
      }
    },
  };
}

/** One step, so that no window stays without an end. */
async function together(redis: Redis, name: string, seconds: number) {
  const answers = await redis
    .multi()
    .set(name, 0, 'EX', seconds, 'NX')
    .incr(name)
    .pttl(name)
    .exec();
  const [, count, left] = (answers ?? []).map(([error, value]) => {
    if (error) throw error;
    return Number(value);
  });
  if (count === undefined || left === undefined) throw new Error('Redis did not answer');
  return { count, resetsIn: Math.ceil(left / 1_000) };
}

export const extension = defineExtension({
  name: 'limits-redis',
  settings: redisSettings,
  check: redisProblems,
  open: ({ settings, resources, counts }) => {
    const redis = sharedRedis(settings, resources);
    return redis === null ? {} : { ports: { limits: redisLimits(redis, counts) } };
  },
});
