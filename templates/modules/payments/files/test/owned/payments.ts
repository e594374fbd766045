import { type Api, eventually, type Person, request, signUp } from '#test/api.ts';

/** A charge comes with an order, and only with one. */
export const owned = {
  '/payments/{orderId}': async (api: Api, { token }: Person): Promise<string | null> => {
    const { body } = await request(api, 'GET', '/openapi.json');
    if (!('/orders' in body.paths)) return null;
    const admin = await signUp(api, 'admin');
    const item = await request(api, 'POST', '/inventory/items', {
      token: admin.token,
      body: { name: 'Pen', price: 100, stock: 5 },
    });
    const placed = await eventually(
      'an order for a new item',
      () =>
        request(api, 'POST', '/orders', {
          token,
          body: { lines: [{ itemId: item.body.id, quantity: 1 }], paymentToken: 'tok_ok' },
        }),
      ({ status }) => status === 202,
    );
    await eventually(
      'its charge',
      () => request(api, 'GET', `/payments/${placed.body.id}`, { token }),
      ({ status }) => status === 200,
    );
    return placed.body.id;
  },
};
