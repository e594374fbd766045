import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { test } from 'node:test';
import type { Outcome } from '#platform/cache.ts';
import { redisCache } from '#platform/cache-redis.ts';
import type { Log } from '#platform/log.ts';
import { openRedis } from '#platform/redis.ts';
import { cacheContract, callOf } from '#test/cache-contract.ts';

const call = callOf();
const quiet: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const url = process.env['REDIS_URL'];

/** Patient, so that a busy machine is not taken for a Redis that is away. */
async function connected(address: string, patienceMs = 20_000) {
  const redis = openRedis(address, quiet, { patienceMs });
  const until = Date.now() + 20_000;
  while (redis.status !== 'ready') {
    if (Date.now() > until) {
      redis.disconnect();
      assert.fail(`${address} did not answer`);
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return redis;
}

if (url) {
  cacheContract('Redis', async () => {
    const redis = await connected(url);
    return { cache: redisCache(redis, () => {}), close: async () => redis.disconnect() };
  });

  test('Redis: what one process changes, another forgets, even while it is loading', async () => {
    const [here, there] = [await connected(url), await connected(url)];
    try {
      const [mine, other] = [redisCache(here, () => {}), redisCache(there, () => {})];
      const key = `test:${process.pid}:${Date.now()}`;
      await mine.remember(call, key, 60, async () => {
        await other.forget(call, [key]);
        return 'old';
      });
      assert.equal(await other.remember(call, key, 60, async () => 'new'), 'new');
      assert.equal(await mine.remember(call, key, 60, async () => 'new'), 'new');
    } finally {
      here.disconnect();
      there.disconnect();
    }
  });
} else {
  test('Redis: the contract of the cache', {
    skip: 'REDIS_URL is not set, so there is no server to try it on',
  });
}

/** Runs with a Redis that somebody else plays, and tells what was counted. */
async function against(
  address: string,
  run: (ask: (answer: string) => Promise<string | null>) => Promise<void>,
): Promise<Outcome[]> {
  const counted: Outcome[] = [];
  const redis = openRedis(address, quiet);
  const cache = redisCache(redis, (outcome) => counted.push(outcome));
  try {
    await run((answer) => cache.remember(call, 'key', 60, async () => answer));
    await cache.forget(call, ['key']);
  } finally {
    redis.disconnect();
  }
  return counted;
}

test('Redis that is away fails no request, and is counted', async () => {
  const counted = await against('redis://127.0.0.1:1', async (ask) => {
    for (const answer of ['one', 'two', 'three']) assert.equal(await ask(answer), answer);
  });
  assert.ok(counted.length > 3);
  assert.deepEqual([...new Set(counted)], ['error']);
});

/** Greets like Redis and then falls silent, as a server does that is swapping or stopped. */
function silentServer() {
  return createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      for (const command of String(chunk).split('*').slice(1)) {
        if (/\r\ninfo\r\n/i.test(command)) socket.write('$9\r\nloading:0\r\n');
        else if (!/\r\n(get|set)\r\n/i.test(command)) socket.write('+OK\r\n');
      }
    });
  });
}

test('Redis that does not answer is asked a few times, then left alone for a while', async () => {
  const server = silentServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  const redis = await connected(`redis://127.0.0.1:${address.port}`, 150);
  const cache = redisCache(redis, () => {});
  const began = Date.now();
  try {
    for (let index = 0; index < 50; index += 1) {
      assert.equal(await cache.remember(call, 'key', 60, async () => index), index);
    }
    // Fifty times 150 ms would be more than seven seconds.
    assert.ok(Date.now() - began < 5_000, `${Date.now() - began} ms`);
    assert.ok(Date.now() - began > 100, 'the server was not asked at all');
  } finally {
    redis.disconnect();
    server.close();
  }
});
