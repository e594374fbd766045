import assert from 'node:assert/strict';
import { type Answer, type Api, eventually, type Person, request, signUp } from '#test/api.ts';

/** An item on offer. Where orders keeps a copy of prices, the copy may take a moment: placing an order is tried again. */
export async function offer(api: Api, stock: number, price = 250): Promise<string> {
  const admin = await signUp(api, 'admin');
  const added = await request(api, 'POST', '/inventory/items', {
    token: admin.token,
    body: { name: 'Notebook', price, stock },
  });
  assert.equal(added.status, 201, JSON.stringify(added.body));
  return added.body.id;
}

export async function placeOrder(
  api: Api,
  customer: Person,
  itemId: string,
  options: { quantity?: number; paymentToken?: string; key?: string } = {},
): Promise<Answer> {
  const { quantity = 1, paymentToken = 'tok_ok', key } = options;
  return eventually(
    'an order for a new item',
    () =>
      request(api, 'POST', '/orders', {
        token: customer.token,
        body: { lines: [{ itemId, quantity }], paymentToken },
        ...(key !== undefined && { headers: { 'idempotency-key': key } }),
      }),
    ({ status, body }) => !(status === 409 && body.code === 'unknown-item'),
  );
}

/** Asks until the order is confirmed or rejected. */
export async function settled(
  api: Api,
  customer: Person,
  orderId: string,
  withinMs?: number,
): Promise<Answer> {
  return eventually(
    `order ${orderId}`,
    () => request(api, 'GET', `/orders/${orderId}`, { token: customer.token }),
    ({ body }) => body.state === 'confirmed' || body.state === 'rejected',
    withinMs,
  );
}

/** Asks for one after the other: a crowd of askers would hold up those who settle. */
export async function allSettled(
  api: Api,
  customer: Person,
  orderIds: readonly string[],
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (const id of orderIds) answers.push(await settled(api, customer, id, 40_000));
  return answers;
}

/** Waits for so many more of the orders that come in meanwhile: by the clock, a busy machine may have none. */
export async function moreOrders(accepted: readonly string[], more: number): Promise<void> {
  const enough = accepted.length + more;
  const isEnough = (count: number) => count >= enough;
  await eventually(`${more} more orders`, async () => accepted.length, isEnough, 60_000);
}

/** Waits until orders of the item can be placed, without selling any. */
export async function onOffer(
  api: Api,
  customer: Person,
  itemId: string,
  stock: number,
): Promise<void> {
  const probe = await placeOrder(api, customer, itemId, { paymentToken: 'tok_declined' });
  await settled(api, customer, probe.body.id);
  await stockBecomes(api, itemId, stock);
}

export async function stockOf(api: Api, itemId: string): Promise<number> {
  return (await request(api, 'GET', `/inventory/items/${itemId}`)).body.stock;
}

/** Other copies of a service may show the stock of some seconds ago: it is asked for until it is right. */
export async function stockBecomes(api: Api, itemId: string, stock: number): Promise<void> {
  await eventually(
    `a stock of ${stock}`,
    () => stockOf(api, itemId),
    (shown) => shown === stock,
  );
}
