import { batched } from '#platform/batch.ts';
import type { Cache } from '#platform/cache.ts';
import { type Call, newId } from '#platform/call.ts';
import { refuse } from '#platform/errors.ts';
import { message } from '#platform/messages.ts';
import { page, type PageWanted } from '#platform/pages.ts';
import { expectVersion, saved } from '#platform/versions.ts';
import { inventory } from './contract.ts';
import { type Item, type Line, putBack, take } from './domain.ts';
import type { InventoryStore } from './store.ts';

/** A price may be this old where it is shown; what an order reserves is never decided by it. */
const SHOWN_SECONDS = 10;
const shown = (id: string) => `inventory:item.v1:${id}`;

export function useCases(store: InventoryStore, cache: Cache) {
  const itemChanged = (item: Item) =>
    message(inventory, 'inventory.item-changed.v1', item.id, {
      id: item.id,
      name: item.name,
      price: item.price,
      version: item.version + 1,
    });

  const notFound = (id: string) => refuse(inventory, 'item-not-found', `There is no item ${id}`);

  const load = async (id: string): Promise<Item> => {
    const [item] = await store.findItems([id]);
    if (!item) throw notFound(id);
    return item;
  };

  const findOne = batched(store.findItems);

  /** For those who only look: use cases that change an item load it from the store. */
  const find = (call: Call, id: string): Promise<Item | null> =>
    cache.remember(call, shown(id), SHOWN_SECONDS, () => findOne(id));

  const changed = (call: Call, items: readonly Item[]) =>
    cache.forget(
      call,
      items.map(({ id }) => shown(id)),
    );

  return {
    async getItem(call: Call, { id }: { id: string }) {
      const item = await find(call, id);
      return item ? { id: item.id, name: item.name, price: item.price } : null;
    },

    async addItem(call: Call, input: { name: string; price: number; stock: number }) {
      const item = { id: newId(call), ...input, version: 0 };
      await store.saveItem(call, item, { messages: [itemChanged(item)] });
      return saved(item);
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
      expectVersion(call, before.version);
      const { name = before.name, price = before.price, stock = before.stock } = changes;
      const item = { ...before, name, price, stock };
      await store.saveItem(call, item, { messages: [itemChanged(item)] });
      await changed(call, [item]);
      return saved(item);
    },

    async showItem(call: Call, { id }: { id: string }) {
      const item = await find(call, id);
      if (!item) throw notFound(id);
      return item;
    },

    async listItems(_call: Call, wanted: PageWanted) {
      const items = await store.listItems(wanted.after ?? null, wanted.limit);
      return page(items, wanted);
    },

    async reserveStock(call: Call, { orderId, lines }: { orderId: string; lines: Line[] }) {
      // Answered before, or released before it came here: either way there is nothing to hold.
      if (await store.findReservation(orderId)) return;
      const items = await store.findItems(lines.map(({ itemId }) => itemId));
      const taken = take(items, lines);
      if ('refused' in taken) {
        await store.saveReservation(call, { orderId, lines, state: 'refused', version: 0 }, [], {
          messages: [
            message(inventory, 'inventory.stock-refused.v1', orderId, {
              orderId,
              reason: taken.refused,
            }),
          ],
        });
      } else {
        await store.saveReservation(call, { orderId, lines, state: 'held', version: 0 }, taken, {
          messages: [message(inventory, 'inventory.stock-reserved.v1', orderId, { orderId })],
        });
        await changed(call, taken);
      }
    },

    /** The order came to nothing: gives the stock back, or sees to it that none is held any more. */
    async releaseStock(call: Call, { orderId }: { orderId: string }) {
      const before = await store.findReservation(orderId);
      if (before && before.state !== 'held') return;
      const { lines, version } = before ?? { lines: [], version: 0 };
      const items = await store.findItems(lines.map(({ itemId }) => itemId));
      const restocked = putBack(items, lines);
      await store.saveReservation(
        call,
        { orderId, lines, state: 'released', version },
        restocked,
        {},
      );
      await changed(call, restocked);
    },
  };
}
