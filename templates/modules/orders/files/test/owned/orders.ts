import type { Api, Person } from '#test/api.ts';
import { offer, placeOrder } from '#test/ordering.ts';

/** An order needs an item on offer. */
export const owned = {
  '/orders/{id}': async (api: Api, owner: Person): Promise<string> =>
    (await placeOrder(api, owner, await offer(api, 5))).body.id,
};
