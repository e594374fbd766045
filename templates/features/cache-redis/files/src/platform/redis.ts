import type { Config } from '#platform/config.ts';
import type { Log } from '#platform/log.ts';
import type { Resources } from '#platform/storage.ts';
import { unverifiedUrl } from '#platform/tls.ts';
import { circuitBreaker, ConsecutiveBreaker, handleAll } from 'cockatiel';
import { Redis } from 'ioredis';
import * as z from 'zod';

/** What takes longer than the thing it stands for is no help. */
const PATIENCE_MS = 150;
const AWAY_MS = 2_000;

export const redisSettings = z.object({
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  REDIS_CA: z.string().includes('BEGIN CERTIFICATE').optional(),
});
export type RedisSettings = z.output<typeof redisSettings>;

export function redisProblems({ REDIS_URL }: RedisSettings, config: Config): string[] {
  if (REDIS_URL !== undefined) return unverifiedUrl(config, 'REDIS_URL', REDIS_URL);
  return config.NODE_ENV === 'production'
    ? ['REDIS_URL: is required in production and not set']
    : [];
}

/** Connects in the background: an app starts, and is ready, without its Redis. */
export function openRedis(
  url: string,
  log: Log,
  {
    authority,
    patienceMs = PATIENCE_MS,
  }: { authority?: string | undefined; patienceMs?: number } = {},
): Redis {
  const redis = new Redis(url, {
    // A command fails at once while there is no connection, instead of waiting for one.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: patienceMs,
    connectTimeout: 2_000,
    retryStrategy: (attempt) => Math.min(100 * 2 ** attempt, 5_000),
    ...(authority !== undefined && { tls: { ca: authority } }),
  });
  let isAway = false;
  redis.on('error', (error) => {
    if (!isAway) log.warn({ error }, 'Redis is away: the app goes on without it');
    isAway = true;
  });
  redis.on('ready', () => {
    if (isAway) log.info({}, 'Redis is back');
    isAway = false;
  });
  return redis;
}

/** The one connection of an app; null on a developer's machine that names none. */
export function sharedRedis(
  { REDIS_URL, REDIS_CA }: RedisSettings,
  resources: Resources,
): Redis | null {
  if (REDIS_URL === undefined) return null;
  return resources.once('redis', () => {
    const redis = openRedis(REDIS_URL, resources.log, { authority: REDIS_CA });
    return { value: redis, ready: async () => {}, close: async () => redis.disconnect() };
  });
}

/** Asks a Redis that may be away: after a few failures it is left alone for a while. */
export function patiently(): <T>(ask: () => Promise<T>) => Promise<T> {
  const breaker = circuitBreaker(handleAll, {
    halfOpenAfter: AWAY_MS,
    breaker: new ConsecutiveBreaker(3),
  });
  return (ask) => breaker.execute(ask);
}
