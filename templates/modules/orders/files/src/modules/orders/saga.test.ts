import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VersionConflict } from '#platform/errors.ts';
import type { Message } from '#platform/messages.ts';
import type { Order } from './domain.ts';
import type { OrdersStore } from './store.ts';
import { subscriptions } from './subscriptions.ts';
import { useCases } from './use-cases.ts';

const call = {
  actor: { kind: 'user' as const, id: 'customer', roles: ['customer'] },
  trace: `00-${'1'.repeat(32)}-${'1'.repeat(16)}-01`,
  deadline: Number.MAX_SAFE_INTEGER,
};
const pen = { id: 'pen', name: 'Pen', price: 150 };

/** Orders without a database: what it keeps, what it sends, and a way to tell it something. */
async function placedOrder() {
  const kept = new Map<string, Order>();
  const sent: Message[] = [];
  const store: OrdersStore = {
    find: async (id) => kept.get(id) ?? null,
    listOf: async () => [...kept.values()],
    save: async (_call, order, { messages = [] }) => {
      if (order.version !== (kept.get(order.id)?.version ?? 0)) throw new VersionConflict('order');
      kept.set(order.id, { ...order, version: order.version + 1 });
      sent.push(...messages);
    },
    findItemCopy: async () => null,
    saveItemCopy: async () => {},
  };
  const cases = useCases(store, { getItem: async () => pen });
  const { id } = await cases.placeOrder(call, {
    lines: [{ itemId: pen.id, quantity: 2 }],
    paymentToken: 'tok_ok',
  });
  const tell = async (type: string) => {
    const handler = subscriptions(cases).find((one) => one.type === type);
    assert.ok(handler, `orders does not listen to ${type}`);
    await handler.handle(call, { orderId: id, reason: 'no', chargeId: 'c1' });
  };
  return {
    tell,
    state: () => kept.get(id)?.state,
    sent: () => sent.map(({ type }) => type),
  };
}

const RESERVED = 'inventory.stock-reserved.v1';
const SOLD_OUT = 'inventory.stock-refused.v1';
const CHARGED = 'payments.charged.v1';
const DECLINED = 'payments.charge-refused.v1';
const OVERDUE = 'orders.order-overdue.v1';

const reserve = 'inventory.reserve-stock.v1';
const release = 'inventory.release-stock.v1';
const charge = 'payments.charge.v1';
const cancel = 'payments.cancel-charge.v1';
const confirmed = 'orders.order-confirmed.v1';
const rejected = 'orders.order-rejected.v1';

/** Given these messages after an order was placed, expect this state and, after `reserve`, these messages sent. */
const SAGA: readonly (readonly [string, readonly string[], string, readonly string[]])[] = [
  ['nothing yet', [], 'placed', []],
  ['stock is there', [RESERVED], 'reserved', [charge]],
  ['and the card is good', [RESERVED, CHARGED], 'confirmed', [charge, confirmed]],
  ['sold out', [SOLD_OUT], 'rejected', [rejected]],
  ['the card is declined', [RESERVED, DECLINED], 'rejected', [charge, release, rejected]],
  ['no answer about stock', [OVERDUE], 'rejected', [cancel, release, rejected]],
  [
    'no answer about the charge',
    [RESERVED, OVERDUE],
    'rejected',
    [charge, cancel, release, rejected],
  ],
  ['confirmed in time', [RESERVED, CHARGED, OVERDUE], 'confirmed', [charge, confirmed]],
  ['rejected in time', [SOLD_OUT, OVERDUE], 'rejected', [rejected]],
  ['stock comes too late', [OVERDUE, RESERVED], 'rejected', [cancel, release, rejected]],
  [
    'the charge comes too late',
    [RESERVED, OVERDUE, CHARGED],
    'rejected',
    [charge, cancel, release, rejected],
  ],
];

for (const [name, given, state, sent] of SAGA) {
  test(`saga: ${name}`, async () => {
    const order = await placedOrder();
    for (const type of given) await order.tell(type);
    assert.equal(order.state(), state);
    assert.deepEqual(order.sent(), [reserve, OVERDUE, ...sent]);
  });

  test(`saga, each message twice: ${name}`, async () => {
    const order = await placedOrder();
    for (const type of given) {
      await order.tell(type);
      await order.tell(type);
    }
    assert.equal(order.state(), state);
    assert.deepEqual(order.sent(), [reserve, OVERDUE, ...sent]);
  });
}

test('whatever arrives in whatever order, an order ends once, and what was done is undone', async () => {
  const all = [RESERVED, SOLD_OUT, CHARGED, DECLINED, OVERDUE];
  // Inventory and payments give one answer each, however often it arrives.
  const contradictory = (given: readonly string[]) =>
    (given.includes(RESERVED) && given.includes(SOLD_OUT)) ||
    (given.includes(CHARGED) && given.includes(DECLINED));
  const sequences = all
    .flatMap((a) => all.flatMap((b) => all.flatMap((c) => all.map((d) => [a, b, c, d]))))
    .filter((given) => !contradictory(given));
  assert.ok(sequences.length > 200);
  for (const given of sequences) {
    const order = await placedOrder();
    for (const type of given) await order.tell(type);
    const sent = order.sent();
    const times = (type: string) => sent.filter((one) => one === type).length;
    const story = `${given.join(', ')}: ${sent.join(', ')}`;
    assert.ok(times(charge) <= 1, story);
    assert.equal(times(confirmed), order.state() === 'confirmed' ? 1 : 0, story);
    assert.equal(times(rejected), order.state() === 'rejected' ? 1 : 0, story);
    assert.ok(times(confirmed) === 0 || times(release) + times(cancel) === 0, story);
    if (order.state() === 'rejected' && times(charge) === 1) assert.equal(times(release), 1, story);
  }
});
