import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'node:test';
import { type Api, eventually, request, signUp } from '#test/api.ts';
import { allSettled, moreOrders, offer, stockBecomes } from '#test/ordering.ts';
import { withSystem } from '#test/running-system.ts';
import type { Instance, RunningSystem } from '#tools/system.ts';

const STOCK = 100_000;

/** What a load balancer does: asks each instance whether it is ready, and sends requests to those that are. */
function balancer() {
  const ready = new Map<string, boolean>();
  let turn = 0;
  let watching = true;
  const watch = async (url: string) => {
    ready.set(url, false);
    while (watching && ready.has(url)) {
      const answer = await fetch(`${url}/readyz`).catch(() => null);
      if (ready.has(url)) ready.set(url, answer?.status === 200);
      await sleep(50);
    }
  };
  return {
    add: async (url: string) => {
      void watch(url);
      await eventually(
        `${url} being ready`,
        async () => ready.get(url),
        (is) => is === true,
        30_000,
      );
    },
    remove: (url: string) => void ready.delete(url),
    next: async (): Promise<string> => {
      // None is ready where a machine is too busy to say so in time.
      const targets = await eventually(
        'an instance that is ready',
        async () => [...ready].filter(([, is]) => is).map(([url]) => url),
        (urls) => urls.length > 0,
        30_000,
      );
      turn += 1;
      return targets[turn % targets.length] ?? '';
    },
    stop: () => void (watching = false),
  };
}

test('instances are replaced one by one under load: no request fails and every order is settled', async (context) => {
  await withSystem(
    async (system) => {
      if (!system.startAnother) {
        context.skip('functions are replaced by their platform, not by us');
        return;
      }
      await replaced(system, system.startAnother);
    },
    // Longer than it takes the balancer to notice, as in production.
    { DRAIN_DELAY_MS: '2000' },
  );
});

async function replaced(
  system: RunningSystem,
  startAnother: (app: string) => Promise<Instance>,
): Promise<void> {
  const api: Api = { url: system.url, adminSetupToken: system.adminSetupToken };
  const customer = await signUp(api);
  const itemId = await offer(api, STOCK);
  const app = system.publicApp;
  const balance = balancer();
  const second = await startAnother(app);
  await balance.add(system.url);
  await balance.add(second.url);
  const failed: string[] = [];
  const accepted: string[] = [];
  let loading = true;
  const client = async () => {
    while (loading) {
      const url = await balance.next();
      const path = accepted.length % 2 === 0 ? '/inventory/items' : `/inventory/items/${itemId}`;
      const answers = await Promise.all([
        request({ ...api, url }, 'GET', path).catch(String),
        request({ ...api, url }, 'POST', '/orders', {
          token: customer.token,
          body: { lines: [{ itemId, quantity: 1 }], paymentToken: 'tok_ok' },
        }).catch(String),
      ]);
      for (const answer of answers) {
        // Where orders keeps a copy of prices, the copy takes a moment.
        const early = typeof answer !== 'string' && answer.body?.code === 'unknown-item';
        if (!early && (typeof answer === 'string' || answer.status >= 300))
          failed.push(typeof answer === 'string' ? answer : JSON.stringify(answer.body));
        else if (typeof answer !== 'string' && answer.status === 202) accepted.push(answer.body.id);
      }
      await sleep(20);
    }
  };
  const clients = [client(), client(), client()];
  await moreOrders(accepted, 10);

  assert.equal(await system.terminate(app), 0);
  balance.remove(system.url);
  await system.start(app);
  await balance.add(system.url);
  await moreOrders(accepted, 10);
  assert.equal(await second.terminate(), 0);
  balance.remove(second.url);
  await moreOrders(accepted, 10);
  loading = false;
  await Promise.all(clients);
  balance.stop();

  assert.deepEqual(failed, []);
  for (const { body } of await allSettled(api, customer, accepted))
    assert.equal(body.state, 'confirmed');
  await stockBecomes(api, itemId, STOCK - accepted.length);
}
