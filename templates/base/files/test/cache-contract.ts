import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { Cache } from '#platform/cache.ts';
import { ANONYMOUS, type Call } from '#platform/call.ts';

/** What an adapter is opened with here; `cache` counts nothing and keeps for real seconds. */
export interface CacheUnderTest {
  readonly cache: Cache;
  close(): Promise<void>;
}

export const callOf = (tenant?: string): Call => ({
  actor: ANONYMOUS,
  trace: '00-0-0-00',
  deadline: Date.now() + 10_000,
  ...(tenant !== undefined && { tenant }),
});

/** A load that somebody else decides when to finish. */
export function gate<T>() {
  let open: (value: T) => void = () => {};
  let began: () => void = () => {};
  const value = new Promise<T>((resolve) => (open = resolve));
  const started = new Promise<void>((resolve) => (began = resolve));
  return {
    load: () => {
      began();
      return value;
    },
    started,
    open: (found: T) => open(found),
  };
}

/** What every adapter of the cache does. */
export function cacheContract(name: string, open: () => Promise<CacheUnderTest>): void {
  const withCache = async (run: (cache: Cache, key: string) => Promise<void>) => {
    const { cache, close } = await open();
    try {
      await run(cache, `test:${randomUUID()}`);
    } finally {
      await close();
    }
  };
  const never = async (): Promise<never> => assert.fail('it was loaded, not remembered');
  const call = callOf();

  test(`${name}: what was loaded is remembered, as a copy`, () =>
    withCache(async (cache, key) => {
      const loaded = { price: 150, tags: ['a'] };
      assert.deepEqual(await cache.remember(call, key, 60, async () => loaded), loaded);
      loaded.tags.push('changed by whoever got it');
      assert.deepEqual(await cache.remember(call, key, 60, never), { price: 150, tags: ['a'] });
    }));

  test(`${name}: what was forgotten is loaded again`, () =>
    withCache(async (cache, key) => {
      await cache.remember(call, key, 60, async () => 1);
      await cache.forget(call, [key]);
      assert.equal(await cache.remember(call, key, 60, async () => 2), 2);
    }));

  test(`${name}: asked for many times at once, a thing is loaded once`, () =>
    withCache(async (cache, key) => {
      let loads = 0;
      const { load, open: finish, started } = gate<number>();
      const asked = Array.from({ length: 20 }, () =>
        cache.remember(call, key, 60, () => {
          loads += 1;
          return load();
        }),
      );
      await started;
      finish(7);
      assert.deepEqual(new Set(await Promise.all(asked)), new Set([7]));
      assert.equal(loads, 1);
    }));

  test(`${name}: a load that began before a change is neither kept nor shared after it`, () =>
    withCache(async (cache, key) => {
      const { load, open: finish, started } = gate<string>();
      const early = cache.remember(call, key, 60, load);
      await started;
      await cache.forget(call, [key]);
      assert.equal(await cache.remember(call, key, 60, async () => 'new'), 'new');
      finish('old');
      assert.equal(await early, 'old');
      assert.equal(await cache.remember(call, key, 60, async () => 'new'), 'new');
    }));

  test(`${name}: it keeps nothing longer than asked`, () =>
    withCache(async (cache, key) => {
      await cache.remember(call, key, 1, async () => 'first');
      await new Promise((resolve) => setTimeout(resolve, 1_100));
      assert.equal(await cache.remember(call, key, 1, async () => 'second'), 'second');
    }));

  test(`${name}: nothing found is not kept, and a failed load neither`, () =>
    withCache(async (cache, key) => {
      assert.equal(await cache.remember(call, key, 60, async () => null), null);
      const failing = cache.remember(call, key, 60, async () => Promise.reject(new Error('away')));
      await assert.rejects(failing, /away/);
      assert.equal(await cache.remember(call, key, 60, async () => 'there'), 'there');
    }));

  test(`${name}: tenants do not see each other’s answers`, () =>
    withCache(async (cache, key) => {
      await cache.remember(callOf('one'), key, 60, async () => 'of one');
      const other = await cache.remember(callOf('two'), key, 60, async () => 'of two');
      assert.equal(other, 'of two');
      await cache.forget(callOf('two'), [key]);
      assert.equal(await cache.remember(callOf('one'), key, 60, never), 'of one');
    }));
}
