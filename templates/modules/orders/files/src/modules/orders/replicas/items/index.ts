import { inventory } from '#modules/inventory/contract.ts';
import { on } from '#platform/messages.ts';
import type { OrdersStore } from '../../store.ts';

/** Answers what an item costs from a copy that inventory's messages keep up to date. */
export const itemsReplica = (store: OrdersStore) => ({
  reads: {
    getItem: async (_call: unknown, { id }: { id: string }) => {
      const item = await store.findItemCopy(id);
      return item ? { id: item.id, name: item.name, price: item.price } : null;
    },
  },
  subscriptions: [
    on(inventory, 'inventory.item-changed.v1', (call, item) => store.saveItemCopy(call, item)),
  ],
});
