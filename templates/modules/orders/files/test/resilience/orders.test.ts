import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import pg from 'pg';
import { type Api, eventually, request, signUp } from '#test/api.ts';
import { allSettled, moreOrders, offer, placeOrder, settled, stockOf } from '#test/ordering.ts';
import { withSystem } from '#test/running-system.ts';
import type { RunningSystem } from '#tools/system.ts';

const STOCK = 100;

test('apps are killed while orders come in: every accepted order is settled once, and stock adds up', () =>
  withSystem(async (system) => {
    const api: Api = { url: system.url, adminSetupToken: system.adminSetupToken };
    const customer = await signUp(api);
    const itemId = await offer(api, STOCK);
    await settled(api, customer, (await placeOrder(api, customer, itemId)).body.id);

    const accepted: string[] = [];
    let ordering = true;
    const orderer = async (name: string) => {
      for (let turn = 0; ordering; turn += 1) {
        const key = `${name}-${turn}`;
        const paymentToken = turn % 4 === 0 ? 'tok_declined' : 'tok_ok';
        // A request whose answer was lost is sent again with the same key, as a client would.
        const placed = await untilAnswered(() =>
          request(api, 'POST', '/orders', {
            token: customer.token,
            body: { lines: [{ itemId, quantity: 1 }], paymentToken },
            headers: { 'idempotency-key': key },
          }),
        );
        assert.equal(placed.status, 202, JSON.stringify(placed.body));
        accepted.push(placed.body.id);
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
    };
    const orderers = ['a', 'b'].map(orderer);
    for (const module of ['orders', 'inventory', 'payments', 'orders']) {
      await moreOrders(accepted, 2);
      await new Promise((resolve) => setTimeout(resolve, 150 + Math.random() * 250));
      await system.kill(system.hostOf(module));
      await system.start(system.hostOf(module));
    }
    ordering = false;
    await Promise.all(orderers);

    assert.equal(
      new Set(accepted).size,
      accepted.length,
      'an order was answered twice under different keys',
    );
    const orders = await allSettled(api, customer, accepted);
    const confirmed = orders.filter(({ body }) => body.state === 'confirmed').length;
    assert.ok(confirmed > 0, 'no order was confirmed');
    await eventually(
      'stock adding up',
      () => stockOf(api, itemId),
      (stock) => stock === STOCK - 1 - confirmed,
    );
    if (chargesAreInPostgres()) await nothingTwice(system, confirmed + 1);
    for (const { body } of orders.filter(({ body }) => body.state === 'confirmed')) {
      const charge = await request(api, 'GET', `/payments/${body.id}`, { token: customer.token });
      assert.deepEqual([charge.body.state, charge.body.amount], ['charged', body.total]);
    }
  }));

function chargesAreInPostgres(): boolean {
  const { blueprint } = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../architecture.json'), 'utf8'),
  );
  return blueprint.modules.some(
    ({ name, engine }: { name: string; engine: string }) =>
      name === 'payments' && engine === 'postgres',
  );
}

async function untilAnswered(ask: () => ReturnType<typeof request>): ReturnType<typeof request> {
  return eventually(
    'an answer',
    () => ask().catch(() => ({ status: 503, headers: new Headers(), body: null })),
    ({ status }) => status < 500,
    60_000,
  );
}

async function nothingTwice(system: RunningSystem, charged: number): Promise<void> {
  const client = new pg.Client({ connectionString: system.databaseUrl(system.hostOf('payments')) });
  await client.connect();
  try {
    const { rows } = await client.query(
      `select count(*)::int as charges, count(distinct order_id)::int as orders from payments.charge where state = 'charged'`,
    );
    assert.deepEqual(rows[0], { charges: charged, orders: charged });
  } finally {
    await client.end();
  }
}
