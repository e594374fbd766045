import { type Call, newId } from '#platform/call.ts';
import { refuse } from '#platform/errors.ts';
import { message } from '#platform/messages.ts';
import { inventory } from './contract.ts';
import { type Item, type Line, putBack, take } from './domain.ts';
import type { InventoryStore } from './store.ts';

export function useCases(store: InventoryStore) {
  const itemChanged = (item: Item) =>
    message(inventory, 'inventory.item-changed.v1', item.id, {
      id: item.id,
      name: item.name,
      price: item.price,
      version: item.version + 1,
    });

  const load = async (id: string): Promise<Item> => {
    const [item] = await store.findItems([id]);
    if (!item) throw refuse(inventory, 'item-not-found', `There is no item ${id}`);
    return item;
  };

  return {
    async getItem(_call: Call, { id }: { id: string }) {
      const [item] = await store.findItems([id]);
      return item ? { id: item.id, name: item.name, price: item.price } : null;
    },

    async addItem(call: Call, input: { name: string; price: number; stock: number }) {
      const item = { id: newId(call), ...input, version: 0 };
      await store.saveItem(call, item, { messages: [itemChanged(item)] });
      return item;
    },

    async changeItem(
      call: Call,
      {
        id,
        ...changes
      }: {
        id: string;
        name?: string | undefined;
        price?: number | undefined;
        stock?: number | undefined;
      },
    ) {
      const before = await load(id);
      const { name = before.name, price = before.price, stock = before.stock } = changes;
      const item = { ...before, name, price, stock };
      await store.saveItem(call, item, { messages: [itemChanged(item)] });
      return item;
    },

    async showItem(_call: Call, { id }: { id: string }) {
      return load(id);
    },

    async listItems(_call: Call, { after, limit }: { after?: string | undefined; limit: number }) {
      const items = await store.listItems(after ?? null, limit);
      return {
        items: [...items],
        next: items.length === limit ? (items.at(-1)?.id ?? null) : null,
      };
    },

    async reserveStock(call: Call, { orderId, lines }: { orderId: string; lines: Line[] }) {
      if (await store.findReservation(orderId)) return;
      const items = await store.findItems(lines.map(({ itemId }) => itemId));
      const taken = take(items, lines);
      if ('refused' in taken) {
        await store.saveReservation(call, { orderId, lines, state: 'refused' }, [], {
          messages: [
            message(inventory, 'inventory.stock-refused.v1', orderId, {
              orderId,
              reason: taken.refused,
            }),
          ],
        });
      } else {
        await store.saveReservation(call, { orderId, lines, state: 'held' }, taken, {
          messages: [message(inventory, 'inventory.stock-reserved.v1', orderId, { orderId })],
        });
      }
    },

    async releaseStock(call: Call, { orderId }: { orderId: string }) {
      const reservation = await store.findReservation(orderId);
      if (reservation?.state !== 'held') return;
      const items = await store.findItems(reservation.lines.map(({ itemId }) => itemId));
      await store.saveReservation(
        call,
        { ...reservation, state: 'released' },
        putBack(items, reservation.lines),
        {},
      );
    },
  };
}
