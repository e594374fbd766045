import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Api, eventually, type Person, request, signUp } from '#test/api.ts';
import { asOwner } from '#test/database.ts';
import { offer, onOffer, placeOrder, settled, stockOf } from '#test/ordering.ts';
import { withSystem } from '#test/running-system.ts';
import * as traps from '#test/traps.ts';
import type { RunningSystem } from '#tools/system.ts';

/** Every step of the saga: who sends which message, and the card with which an order comes that way. */
const STEPS = [
  { from: 'orders', type: 'inventory.reserve-stock.v1', card: 'tok_ok' },
  { from: 'inventory', type: 'inventory.stock-reserved.v1', card: 'tok_ok' },
  { from: 'orders', type: 'payments.charge.v1', card: 'tok_ok' },
  { from: 'payments', type: 'payments.charged.v1', card: 'tok_ok' },
  { from: 'orders', type: 'orders.order-confirmed.v1', card: 'tok_ok' },
  { from: 'payments', type: 'payments.charge-refused.v1', card: 'tok_declined' },
  { from: 'orders', type: 'inventory.release-stock.v1', card: 'tok_declined' },
] as const;
const FIRST = STEPS[0];
const STOCK = 1_000;

interface Shop {
  readonly system: RunningSystem;
  readonly api: Api;
  readonly customer: Person;
  readonly itemId: string;
  readonly outboxes: readonly traps.Outbox[];
}

const { blueprint } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../architecture.json'), 'utf8'),
) as { blueprint: { apps: { kind: string }[] } };
/** The traps stop one process that hosts every step; several would need one trap an app. */
const skip =
  blueprint.apps.length > 1 &&
  'the steps run in several apps: orders.test.ts kills those at random';

test('the order saga, broken between any two of its steps', { skip }, async (suite) => {
  await withSystem(async (system) => {
    const api: Api = { url: system.url, adminSetupToken: system.adminSetupToken };
    const customer = await signUp(api);
    const itemId = await offer(api, STOCK);
    await onOffer(api, customer, itemId, STOCK);
    const outboxes = await traps.trappable(system, ['orders', 'inventory', 'payments']);
    const shop = { system, api, customer, itemId, outboxes };
    for (const { from, type } of STEPS)
      if (!outboxes.some(({ module }) => module === from))
        suite.diagnostic(`${type} is left out: ${from} keeps its outbox in no table`);

    for (const trap of ['not committed', 'not sent', 'not acknowledged'] as const)
      await suite.test(`SIGKILL while each step’s message is ${trap}`, () => killed(shop, trap));
    await suite.test('SIGKILL before an order is committed: its sender asks again', () =>
      killedAtTheDoor(shop),
    );
    await suite.test('stock that cannot be given back at first is given back later', () =>
      compensatedLater(shop),
    );
    await suite.test(
      'orders that get no answer are undone, and answers that come late change nothing',
      () => overdue(shop),
    );
  });
});

interface Placed {
  readonly id: string;
  readonly step: (typeof STEPS)[number];
  readonly outbox: traps.Outbox;
}

/** An order for each step, held at the door until the trap of each is set; then they run into their traps. */
async function trapped(
  { api, customer, itemId, outboxes }: Shop,
  trap: traps.Trap,
  steps: readonly (typeof STEPS)[number][],
): Promise<readonly Placed[]> {
  const door = outboxes.find(({ module }) => module === FIRST.from);
  assert.ok(door);
  await traps.set(door, 'not sent', FIRST.type, '*');
  const placed: Placed[] = [];
  for (const step of steps) {
    const outbox = outboxes.find(({ module }) => module === step.from);
    if (!outbox) continue;
    const { status, body } = await placeOrder(api, customer, itemId, { paymentToken: step.card });
    assert.equal(status, 202, JSON.stringify(body));
    await traps.set(outbox, trap, step.type, body.id);
    placed.push({ id: body.id, step, outbox });
  }
  await traps.open([door], ['*']);
  // What cannot be committed is not there to be seen: a failed attempt is all there is.
  if (trap === 'not committed') await new Promise((resolve) => setTimeout(resolve, 1_500));
  else
    for (const { id, step, outbox } of placed)
      await eventually(
        `${step.type} being ${trap}`,
        () => traps.waiting(outbox, step.type, id),
        (count) => count === 1,
        30_000,
      );
  return placed;
}

async function killAll({ system }: Shop): Promise<void> {
  const apps = [...new Set(['orders', 'inventory', 'payments'].map(system.hostOf))];
  await Promise.all(apps.map((app) => system.kill(app)));
  await Promise.all(apps.map((app) => system.start(app)));
}

async function killed(shop: Shop, trap: traps.Trap): Promise<void> {
  const { api, customer, itemId, outboxes } = shop;
  const before = await stockOf(api, itemId);
  // A first message that cannot be committed is an order that was not accepted: that is another test.
  const steps = trap === 'not committed' ? STEPS.slice(1) : STEPS;
  const placed = await trapped(shop, trap, steps);
  await killAll(shop);
  await traps.open(
    outboxes,
    placed.map(({ id }) => id),
  );
  for (const { id, step } of placed) {
    const { body } = await settled(api, customer, id, 40_000);
    assert.equal(body.state, step.card === 'tok_ok' ? 'confirmed' : 'rejected', step.type);
  }
  const sold = placed.filter(({ step }) => step.card === 'tok_ok');
  await eventually(
    'stock adding up',
    () => stockOf(api, itemId),
    (stock) => stock === before - sold.length,
    30_000,
  );
  for (const { id } of sold) {
    const charge = await request(api, 'GET', `/payments/${id}`, { token: customer.token });
    assert.equal(charge.body.state, 'charged');
  }
  for (const { id, step, outbox } of placed)
    await eventually(
      `${step.type} leaving`,
      () => traps.waiting(outbox, step.type, id),
      (count) => count === 0,
      30_000,
    );
}

async function killedAtTheDoor(shop: Shop): Promise<void> {
  const { api, customer, itemId, outboxes } = shop;
  const door = outboxes.find(({ module }) => module === FIRST.from);
  assert.ok(door);
  const before = await stockOf(api, itemId);
  await traps.set(door, 'not committed', FIRST.type, '*');
  const refused = await placeOrder(api, customer, itemId, { key: 'at the door' });
  assert.equal(refused.status, 500);
  await killAll(shop);
  await traps.open([door], ['*']);
  const placed = await placeOrder(api, customer, itemId, { key: 'at the door' });
  assert.equal(placed.status, 202, JSON.stringify(placed.body));
  const { body } = await settled(api, customer, placed.body.id, 40_000);
  assert.equal(body.state, 'confirmed');
  assert.equal(await stockOf(api, itemId), before - 1);
}

async function compensatedLater({ api, customer, itemId, outboxes }: Shop): Promise<void> {
  const inventory = outboxes.find(({ module }) => module === 'inventory');
  assert.ok(inventory);
  const before = await stockOf(api, itemId);
  // A sequence is not rolled back: it counts the attempts that failed.
  await asOwner(
    inventory.url,
    `create sequence inventory.failed minvalue 0;
     create function inventory.stuck() returns trigger language plpgsql security definer as
       $$ begin perform nextval('inventory.failed'); raise exception 'the shelf is locked'; end $$;
     create trigger stuck before update on inventory.reservation
       for each row execute function inventory.stuck()`,
  );
  const placed = await placeOrder(api, customer, itemId, { paymentToken: 'tok_declined' });
  await settled(api, customer, placed.body.id);
  await eventually(
    'two failed attempts',
    async () =>
      (await asOwner(inventory.url, 'select last_value::int as n from inventory.failed'))[0]?.['n'],
    (failed) => failed >= 2,
    30_000,
  );
  assert.equal(await stockOf(api, itemId), before - 1);
  await asOwner(inventory.url, 'drop trigger stuck on inventory.reservation');
  await eventually(
    'the stock coming back',
    () => stockOf(api, itemId),
    (stock) => stock === before,
    40_000,
  );
}

async function overdue(shop: Shop): Promise<void> {
  const { api, customer, itemId, outboxes } = shop;
  const before = await stockOf(api, itemId);
  const lost = STEPS.slice(0, 4);
  const placed = await trapped(shop, 'not sent', lost);
  const orders = outboxes.find(({ module }) => module === 'orders');
  assert.ok(orders);
  const ids = placed.map(({ id }) => id);
  await asOwner(
    orders.url,
    `update orders.outbox set due_at = now() where type = 'orders.order-overdue.v1' and key = any($1)`,
    [ids],
  );
  for (const id of ids) {
    const { body } = await settled(api, customer, id, 40_000);
    assert.deepEqual([body.state, body.reason], ['rejected', 'It took too long']);
  }
  const chargeOf = async (id: string): Promise<string> =>
    (await request(api, 'GET', `/payments/${id}`, { token: customer.token })).body.state;
  for (const { id, step } of placed)
    await eventually(
      'the charge being undone',
      () => chargeOf(id),
      (state) => state === (step.from === 'payments' ? 'refunded' : 'cancelled'),
      30_000,
    );
  await traps.open(outboxes, ids);
  for (const { id, step, outbox } of placed)
    await eventually(
      `${step.type} arriving late`,
      () => traps.waiting(outbox, step.type, id),
      (count) => count === 0,
      30_000,
    );
  await eventually(
    'all stock being there',
    () => stockOf(api, itemId),
    (stock) => stock === before,
    30_000,
  );
  for (const { id, step } of placed) {
    assert.equal(await chargeOf(id), step.from === 'payments' ? 'refunded' : 'cancelled');
    const { body } = await request(api, 'GET', `/orders/${id}`, { token: customer.token });
    assert.equal(body.state, 'rejected');
  }
}
