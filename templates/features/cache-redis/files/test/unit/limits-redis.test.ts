import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { test } from 'node:test';
import { loadConfig } from '#platform/config.ts';
import { newCounts } from '#platform/counts.ts';
import { extension, redisLimits } from '#platform/limits-redis.ts';
import type { Log } from '#platform/log.ts';
import { openRedis } from '#platform/redis.ts';

const quiet: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const url = process.env['REDIS_URL'];

test(
  'Redis: two instances count together, in windows that end',
  url ? {} : { skip: 'REDIS_URL is not set, so there is no server to try it on' },
  async () => {
    const open = () => openRedis(url ?? '', quiet, { patienceMs: 20_000 });
    const both = [open(), open()];
    const [one, two] = both;
    assert.ok(one && two);
    try {
      for (const redis of both) if (redis.status !== 'ready') await once(redis, 'ready');
      const [here, there] = [redisLimits(one, newCounts()), redisLimits(two, newCounts())];
      const key = randomUUID();
      const first = await here.count(key, 3);
      assert.equal(first.count, 1);
      assert.ok(first.resetsIn > 0 && first.resetsIn <= 3);
      assert.equal((await there.count(key, 3)).count, 2);
      assert.equal((await here.count(randomUUID(), 3)).count, 1);
      await new Promise((resolve) => setTimeout(resolve, 3_100));
      assert.equal((await there.count(key, 3)).count, 1);
    } finally {
      for (const redis of both) redis.disconnect();
    }
  },
);

test('Redis that is away leaves each instance counting for itself', async () => {
  const redis = openRedis('redis://127.0.0.1:1', quiet);
  const counts = newCounts();
  try {
    const limits = redisLimits(redis, counts);
    const seen: number[] = [];
    for (let index = 0; index < 5; index += 1) seen.push((await limits.count('key', 60)).count);
    assert.deepEqual(seen, [1, 2, 3, 4, 5]);
    const where = counts
      .all()
      .flatMap(({ values }) => values().map(({ labels }) => labels['where']));
    assert.deepEqual(where, ['memory']);
  } finally {
    redis.disconnect();
  }
});

test('Redis has to be named in production, by a URL with TLS unless the network is said to be ours', () => {
  const read = (env: Record<string, string>) => loadConfig(env, [], String, undefined, [extension]);
  const production = { NODE_ENV: 'production' };
  assert.throws(() => read(production), /REDIS_URL: is required/);
  assert.throws(
    () => read({ ...production, REDIS_URL: 'redis://cache:6379' }),
    /REDIS_URL: must use TLS/,
  );
  assert.doesNotThrow(() => read({ ...production, REDIS_URL: 'rediss://cache:6379' }));
  const ours = { ALLOW_PLAINTEXT_ON_PRIVATE_NETWORK: 'true' };
  assert.doesNotThrow(() => read({ ...production, ...ours, REDIS_URL: 'redis://cache:6379' }));
  assert.throws(() => read({ REDIS_URL: 'http://cache' }), /REDIS_URL/);
  assert.doesNotThrow(() => read({}));
});
