import { ownsOrAdministers } from '#platform/access.ts';
import { type Call, newId } from '#platform/call.ts';
import { refuse } from '#platform/errors.ts';
import { message } from '#platform/messages.ts';
import { payments } from './contract.ts';
import { authorizePayment, type Charge } from './domain.ts';
import type { PaymentsStore } from './store.ts';

export function useCases(store: PaymentsStore) {
  return {
    async charge(
      call: Call,
      order: { orderId: string; customerId: string; amount: number; paymentToken: string },
    ) {
      if (await store.findByOrder(order.orderId)) return;
      const { orderId, customerId, amount } = order;
      const { refused } = authorizePayment(order.paymentToken);
      const charge: Charge = {
        id: newId(call),
        orderId,
        customerId,
        amount,
        state: refused ? 'refused' : 'charged',
        reason: refused,
      };
      const outcome = refused
        ? message(payments, 'payments.charge-refused.v1', orderId, { orderId, reason: refused })
        : message(payments, 'payments.charged.v1', orderId, { orderId, chargeId: charge.id });
      await store.add(call, charge, { messages: [outcome] });
    },

    async showCharge(call: Call, { orderId }: { orderId: string }) {
      const charge = await store.findByOrder(orderId);
      if (!charge)
        throw refuse(payments, 'charge-not-found', `There is no charge for order ${orderId}`);
      if (!ownsOrAdministers(call.actor, charge.customerId))
        throw refuse(payments, 'forbidden', 'This is somebody else’s payment');
      return charge;
    },
  };
}
