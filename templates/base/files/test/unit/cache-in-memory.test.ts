import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jittered } from '#platform/cache.ts';
import { memoryCache } from '#platform/cache-in-memory.ts';
import { cacheContract, callOf } from '#test/cache-contract.ts';

const call = callOf();
const ignore = () => {};

cacheContract('in memory', async () => ({
  cache: memoryCache(ignore, { longestSeconds: 60 }),
  close: async () => {},
}));

test('in memory: what was not asked for longest makes room', async () => {
  const asked: string[] = [];
  const cache = memoryCache(ignore, { entries: 2, longestSeconds: 60 });
  const ask = (key: string) =>
    cache.remember(call, key, 60, async () => {
      asked.push(key);
      return key;
    });
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await ask(key);
  assert.deepEqual(asked, ['a', 'b', 'c', 'b']);
});

test('in memory: nothing is kept for longer than a second, since other processes change things too', async () => {
  let now = 0;
  const cache = memoryCache(ignore, { now: () => now, random: () => 1 });
  await cache.remember(call, 'key', 60, async () => 'old');
  now = 999;
  assert.equal(await cache.remember(call, 'key', 60, async () => 'new'), 'old');
  now = 1_000;
  assert.equal(await cache.remember(call, 'key', 60, async () => 'new'), 'new');
});

test('what is kept together does not expire together, and never late', () => {
  assert.equal(
    jittered(10, () => 0),
    8_000,
  );
  assert.equal(
    jittered(10, () => 1),
    10_000,
  );
});

test('hits and misses are counted', async () => {
  const seen: string[] = [];
  const cache = memoryCache((outcome) => seen.push(outcome));
  await cache.remember(call, 'key', 60, async () => 1);
  await cache.remember(call, 'key', 60, async () => 1);
  assert.deepEqual(seen, ['miss', 'hit']);
});
