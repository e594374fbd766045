import { inventory } from '#modules/inventory/contract.ts';
import { payments } from '#modules/payments/contract.ts';
import { ownsOrAdministers } from '#platform/access.ts';
import { type Call, newId } from '#platform/call.ts';
import { refuse } from '#platform/errors.ts';
import { message } from '#platform/messages.ts';
import { page, type PageWanted } from '#platform/pages.ts';
import type { MethodsOf } from '#platform/contract.ts';
import { orders } from './contract.ts';
import { advance, type Line, type Order, place, SETTLED_WITHIN_SECONDS } from './domain.ts';
import type { OrdersStore } from './store.ts';

type Items = Pick<MethodsOf<typeof inventory>, 'getItem'>;
interface Wanted {
  readonly itemId: string;
  readonly quantity: number;
}

export function useCases(store: OrdersStore, items: Items) {
  const load = async (id: string): Promise<Order> => {
    const order = await store.find(id);
    if (!order) throw refuse(orders, 'order-not-found', `There is no order ${id}`);
    return order;
  };

  const priced = async (call: Call, wanted: readonly Wanted[]): Promise<Line[]> =>
    Promise.all(
      wanted.map(async ({ itemId, quantity }) => {
        const item = await items.getItem(call, { id: itemId });
        if (!item) throw refuse(orders, 'unknown-item', `There is no item ${itemId} on offer`);
        return { itemId, name: item.name, price: item.price, quantity };
      }),
    );

  const rejected = ({ id: orderId, customerId }: Order, reason: string) =>
    message(orders, 'orders.order-rejected.v1', orderId, { orderId, customerId, reason });

  return {
    async placeOrder(call: Call, input: { lines: Wanted[]; paymentToken: string }) {
      const order = place(
        newId(call),
        call.actor.id,
        await priced(call, input.lines),
        input.paymentToken,
      );
      const lines = order.lines.map(({ itemId, quantity }) => ({ itemId, quantity }));
      const orderId = order.id;
      await store.save(call, order, {
        messages: [
          message(inventory, 'inventory.reserve-stock.v1', orderId, { orderId, lines }),
          message(
            orders,
            'orders.order-overdue.v1',
            orderId,
            { orderId },
            { delaySeconds: SETTLED_WITHIN_SECONDS },
          ),
        ],
      });
      return order;
    },

    async showOrder(call: Call, { id }: { id: string }) {
      const order = await load(id);
      if (!ownsOrAdministers(call.actor, order.customerId))
        throw refuse(orders, 'forbidden', 'This is somebody else’s order');
      return order;
    },

    async listOrders(call: Call, wanted: PageWanted) {
      const found = await store.listOf(call.actor.id, wanted.after ?? null, wanted.limit);
      return page(found, wanted);
    },

    async stockReserved(call: Call, { orderId }: { orderId: string }) {
      const order = advance(await load(orderId), 'reserved');
      if (!order) return;
      const { customerId, total, paymentToken } = order;
      await store.save(call, order, {
        messages: [
          message(payments, 'payments.charge.v1', orderId, {
            orderId,
            customerId,
            amount: total,
            paymentToken,
          }),
        ],
      });
    },

    async stockRefused(call: Call, { orderId, reason }: { orderId: string; reason: string }) {
      const order = advance(await load(orderId), 'rejected', reason);
      if (order) await store.save(call, order, { messages: [rejected(order, reason)] });
    },

    async charged(call: Call, { orderId }: { orderId: string }) {
      const order = advance(await load(orderId), 'confirmed');
      if (!order) return;
      const { customerId, total } = order;
      await store.save(call, order, {
        messages: [
          message(orders, 'orders.order-confirmed.v1', orderId, { orderId, customerId, total }),
        ],
      });
    },

    /** The charge was refused after stock was reserved: reject the order and give the stock back. */
    async chargeRefused(call: Call, { orderId, reason }: { orderId: string; reason: string }) {
      const order = advance(await load(orderId), 'rejected', reason);
      if (!order) return;
      await store.save(call, order, {
        messages: [
          message(inventory, 'inventory.release-stock.v1', orderId, { orderId }),
          rejected(order, reason),
        ],
      });
    },

    /** A step got no answer in time: undo all of them. Whoever had not started yet does not start any more. */
    async overdue(call: Call, { orderId }: { orderId: string }) {
      const reason = 'It took too long';
      const order = advance(await load(orderId), 'rejected', reason);
      if (!order) return;
      const { customerId, total } = order;
      await store.save(call, order, {
        messages: [
          message(payments, 'payments.cancel-charge.v1', orderId, {
            orderId,
            customerId,
            amount: total,
            reason,
          }),
          message(inventory, 'inventory.release-stock.v1', orderId, { orderId }),
          rejected(order, reason),
        ],
      });
    },
  };
}
