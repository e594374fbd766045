import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as endOfTurn } from 'node:timers/promises';
import { batched } from '#platform/batch.ts';
import { asTenant, currentTenant } from '#platform/tenant.ts';

/** What was asked of a store whose things are all there but `none`. */
function store() {
  const asked: (readonly string[])[] = [];
  const one = batched(async (ids) => {
    asked.push(ids);
    const tenant = currentTenant();
    await endOfTurn();
    return ids.filter((id) => id !== 'none').map((id) => ({ id, tenant }));
  });
  return { asked, one };
}

test('what is asked for in one turn is loaded once, and each gets its own', async () => {
  const { asked, one } = store();
  const found = await Promise.all(['a', 'b', 'a', 'none'].map(one));
  assert.deepEqual(
    found.map((thing) => thing?.id),
    ['a', 'b', 'a', undefined],
  );
  assert.deepEqual(asked, [['a', 'b', 'none']]);
});

test('who asks while it is loaded gets what is there afterwards', async () => {
  const { asked, one } = store();
  await one('a');
  await one('a');
  assert.deepEqual(asked, [['a'], ['a']]);
});

test('those who come while others are loaded share the next query', async () => {
  const { asked, one } = store();
  const first = one('a');
  await Promise.resolve();
  const second = one('b');
  await Promise.resolve();
  await Promise.all([first, second, one('c')]);
  assert.deepEqual(asked, [['a'], ['b', 'c']]);
});

test('an id in capitals names the same thing', async () => {
  const { one } = store();
  assert.equal((await one('A'))?.id, 'a');
});

test('tenants share no query', async () => {
  const { asked, one } = store();
  const found = await Promise.all(
    ['one', 'other'].map((tenant) => asTenant(tenant, () => one('a'))),
  );
  assert.deepEqual(
    found.map((thing) => thing?.tenant),
    ['one', 'other'],
  );
  assert.equal(asked.length, 2);
});

test('a failure is told to all who waited, and to nobody after them', async () => {
  let failing = true;
  const one = batched(async (ids) => {
    if (failing) throw new Error('away');
    return ids.map((id) => ({ id }));
  });
  const results = await Promise.allSettled(['a', 'b'].map(one));
  assert.deepEqual(
    results.map(({ status }) => status),
    ['rejected', 'rejected'],
  );
  failing = false;
  assert.deepEqual(await one('a'), { id: 'a' });
});
