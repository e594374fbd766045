// Runs in a generated repo: kills its apps at random moments while orders come in, then counts what became of them.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const KILLS = Number(process.env.KILLS ?? 50);
const CLIENTS = 4;
const ITEMS = 3;
const STOCK = 250;
const pg = createRequire(join(process.cwd(), 'package.json'))('pg');
const load = (file) => import(join(process.cwd(), file));
const { startSystem } = await load('tools/system.ts');
const { request, signUp } = await load('test/api.ts');

const data = mkdtempSync(join(tmpdir(), 'random-kills-'));
const system = await startSystem({
  root: process.cwd(),
  port: 0,
  data,
  durable: true,
  env: {},
  output: () => {},
});
const api = { url: system.url, adminSetupToken: system.adminSetupToken };

/** Asks until there is an answer, as a client does whose connection broke. */
async function answered(...args) {
  for (;;) {
    const answer = await request(api, ...args).catch(() => null);
    if (answer && answer.status < 500 && answer.status !== 429) return answer;
    await sleep(40);
  }
}

const admin = await signUp(api, 'admin');
const customers = await Promise.all(Array.from({ length: CLIENTS }, () => signUp(api)));
const items = [];
for (let n = 0; n < ITEMS; n += 1) {
  const body = { name: `Item ${n}`, price: 100 + n, stock: STOCK };
  items.push((await answered('POST', '/inventory/items', { token: admin.token, body })).body.id);
}

const accepted = [];
const problems = [];
const work = { on: true };
let negative = 0;
async function client(customer, index) {
  for (let turn = 0; work.on; turn += 1) {
    const itemId = items[(index + turn) % ITEMS];
    const quantity = 1 + (turn % 3);
    const placed = await answered('POST', '/orders', {
      token: customer.token,
      body: {
        lines: [{ itemId, quantity }],
        paymentToken: turn % 4 === 0 ? 'tok_declined' : 'tok_ok',
      },
      headers: { 'idempotency-key': randomUUID() },
    });
    if (placed.status === 202)
      accepted.push({ id: placed.body.id, itemId, quantity, customer, total: placed.body.total });
    else if (placed.body?.code !== 'unknown-item')
      problems.push(`${placed.status} ${JSON.stringify(placed.body)}`);
    await sleep(Math.random() * 20);
  }
}
async function watchStock() {
  while (work.on) {
    for (const id of items) {
      const { body } = await answered('GET', `/inventory/items/${id}`);
      if (body.stock < 0) negative += 1;
    }
    await sleep(100);
  }
}
const workers = [...customers.map(client), watchStock()];
const apps = [...new Set(['orders', 'inventory', 'payments'].map(system.hostOf))];
const began = Date.now();
for (let kill = 1; kill <= KILLS; kill += 1) {
  await sleep(30 + Math.random() * 900);
  const app = apps[Math.floor(Math.random() * apps.length)];
  await system.kill(app);
  await system.start(app);
}
await sleep(500);
work.on = false;
await Promise.all(workers);
const loadedFor = (Date.now() - began) / 1000;

const outcome = { confirmed: 0, rejected: 0, unsettled: 0, lost: 0 };
const sold = new Map(items.map((id) => [id, 0]));
const totals = new Map();
for (const { id, itemId, quantity, customer, total } of accepted) {
  let order;
  for (const until = Date.now() + 120_000; Date.now() < until; await sleep(50)) {
    order = await answered('GET', `/orders/${id}`, { token: customer.token });
    if (order.status === 404 || ['confirmed', 'rejected'].includes(order.body.state)) break;
  }
  if (order.status !== 200) outcome.lost += 1;
  else if (order.body.state === 'confirmed') {
    outcome.confirmed += 1;
    sold.set(itemId, sold.get(itemId) + quantity);
    totals.set(id, total);
  } else if (order.body.state === 'rejected') outcome.rejected += 1;
  else outcome.unsettled += 1;
}

const ask = async (module, text) => {
  const db = new pg.Client({ connectionString: system.databaseUrl(system.hostOf(module)) });
  await db.connect();
  try {
    return (await db.query(text)).rows;
  } finally {
    await db.end();
  }
};
// What has to be undone may still be on its way.
let stock;
for (const until = Date.now() + 60_000; Date.now() < until; await sleep(200)) {
  stock = new Map(
    (await ask('inventory', 'select id, stock from inventory.item')).map((row) => [
      row.id,
      row.stock,
    ]),
  );
  if (items.every((id) => stock.get(id) === STOCK - sold.get(id))) break;
}
const wrongStock = items.filter((id) => stock.get(id) !== STOCK - sold.get(id)).length;
const charges = await ask(
  'payments',
  `select order_id, amount::int from payments.charge where state = 'charged'`,
);
const twice = charges.length - new Set(charges.map(({ order_id }) => order_id)).size;
const wrongCharges =
  charges.filter(({ order_id, amount }) => totals.get(order_id) !== amount).length +
  [...totals.keys()].filter((id) => !charges.some(({ order_id }) => order_id === id)).length;
const orders = await ask('orders', 'select count(*)::int as n from orders.customer_order');
const dead = (
  await Promise.all(
    ['orders', 'inventory', 'payments'].map((module) =>
      ask(module, `select count(*)::int as n from ${module}.outbox where status = 'dead'`),
    ),
  )
).reduce((sum, [row]) => sum + row.n, 0);
await system.stop();
rmSync(data, { recursive: true, force: true });
console.log(
  JSON.stringify({
    kills: KILLS,
    seconds: Math.round(loadedFor),
    accepted: accepted.length,
    ...outcome,
    // More would mean that a request that was sent again became another order.
    ordersTooMany: orders[0].n - accepted.length,
    chargedTwice: twice,
    wrongCharges,
    negativeStock: negative,
    wrongStock,
    deadMessages: dead,
    otherAnswers: problems.slice(0, 5),
  }),
);
