import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ANONYMOUS } from '#platform/call.ts';
import { loadConfig } from '#platform/config.ts';
import { admit, type Limits, memoryLimits, TooMany } from '#platform/limits.ts';
import { consoleLog } from '#platform/log.ts';
import { PUBLIC, type Route, SIGNED_IN } from '#platform/routes.ts';
import * as z from 'zod';

const config = loadConfig(
  {
    RATE_LIMIT_ATTEMPTS_PER_ADDRESS: '3/60',
    RATE_LIMIT_ATTEMPTS_PER_ACCOUNT: '2/60',
    RATE_LIMIT_WRITES: '2/60',
    LOG_LEVEL: 'silent',
  },
  [],
  String,
);
const silent = consoleLog('test', 'silent');
const write: Route = {
  method: 'POST',
  path: '/things',
  summary: 'Add a thing',
  policy: SIGNED_IN,
  status: 201,
  response: z.void(),
  handler: async () => {},
};
const signIn: Route = {
  ...write,
  policy: PUBLIC,
  attempt: ({ email }: { email: string }) => email,
};
const person = (id: string) => ({ kind: 'user' as const, id, roles: [] });

function asking(limits: Limits) {
  return async (route: Route, more: { email?: string; address?: string; actor?: string } = {}) => {
    const { email = 'a@example.com', address = '192.0.2.1', actor } = more;
    const asked = { route, address, input: { email }, actor: actor ? person(actor) : ANONYMOUS };
    try {
      return await admit(limits, config, silent, asked);
    } catch (error) {
      assert.ok(error instanceof TooMany);
      return error;
    }
  };
}

test('each person changes as much as the limit says, then waits for the window to end', async () => {
  let now = 1_000_000;
  const ask = asking(memoryLimits(() => now));
  assert.deepEqual(await ask(write, { actor: 'a' }), {
    'ratelimit-policy': '"writes";q=2;w=60',
    ratelimit: '"writes";r=1;t=60',
  });
  await ask(write, { actor: 'a' });
  now += 20_000;
  const refused = await ask(write, { actor: 'a' });
  assert.ok(refused instanceof TooMany);
  assert.equal(refused.status, 429);
  assert.deepEqual(refused.headers, {
    'ratelimit-policy': '"writes";q=2;w=60',
    ratelimit: '"writes";r=0;t=40',
    'retry-after': '40',
  });
  assert.ok(!((await ask(write, { actor: 'b' })) instanceof TooMany), 'somebody else waits too');
  now += 40_001;
  assert.ok(!((await ask(write, { actor: 'a' })) instanceof TooMany));
});

test('attempts are limited at one account from anywhere, and from one address at any account', async () => {
  const ask = asking(memoryLimits());
  await ask(signIn, { address: '192.0.2.1' });
  await ask(signIn, { address: '192.0.2.2' });
  assert.ok((await ask(signIn, { address: '192.0.2.3' })) instanceof TooMany);
  for (const email of ['b', 'c']) await ask(signIn, { email, address: '192.0.2.1' });
  assert.ok((await ask(signIn, { email: 'd', address: '192.0.2.1' })) instanceof TooMany);
});

test('IPv6 addresses of one network count as one', async () => {
  const ask = asking(memoryLimits());
  for (const address of [
    '2001:db8::1',
    '2001:db8:0:0:ffff::2',
    '2001:0db8::3'.replace('0db8', 'db8'),
  ])
    await ask(signIn, { email: address, address });
  assert.ok((await ask(signIn, { email: 'x', address: '2001:db8::4' })) instanceof TooMany);
  assert.ok(!((await ask(signIn, { email: 'y', address: '2001:db8:0:1::1' })) instanceof TooMany));
});

test('reads are not limited', async () => {
  const ask = asking(memoryLimits());
  for (let turn = 0; turn < 10; turn += 1)
    assert.deepEqual(await ask({ ...write, method: 'GET' }), {});
});

test('a store that fails refuses nobody', async () => {
  const broken: Limits = { count: () => Promise.reject(new Error('away')) };
  assert.ok(!((await asking(broken)(write)) instanceof TooMany));
});

test('memory for counting is bounded', async () => {
  const limits = memoryLimits();
  for (let key = 0; key < 50_000; key += 1) await limits.count(String(key), 60);
  assert.equal((await limits.count('49999', 60)).count, 2);
  assert.equal((await limits.count('0', 60)).count, 1, 'the oldest is still known');
});
