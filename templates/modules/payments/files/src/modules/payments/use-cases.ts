import { ownsOrAdministers } from '#platform/access.ts';
import { type Call, newId } from '#platform/call.ts';
import { refuse } from '#platform/errors.ts';
import { message } from '#platform/messages.ts';
import { payments } from './contract.ts';
import { authorizePayment, type Charge, undo } from './domain.ts';
import type { PaymentsStore } from './store.ts';

interface Bill {
  readonly orderId: string;
  readonly customerId: string;
  readonly amount: number;
}

export function useCases(store: PaymentsStore) {
  return {
    async charge(call: Call, { paymentToken, ...bill }: Bill & { paymentToken: string }) {
      const { orderId } = bill;
      // Charged before, or cancelled before it came here: either way there is nothing to charge.
      if (await store.findByOrder(orderId)) return;
      const { refused } = authorizePayment(paymentToken);
      const state = refused ? 'refused' : 'charged';
      const charge: Charge = { id: newId(call), ...bill, state, reason: refused, version: 0 };
      const outcome = refused
        ? message(payments, 'payments.charge-refused.v1', orderId, { orderId, reason: refused })
        : message(payments, 'payments.charged.v1', orderId, { orderId, chargeId: charge.id });
      await store.save(call, charge, { messages: [outcome] });
    },

    /** The order came to nothing: gives the money back, or sees to it that none is taken any more. */
    async cancelCharge(call: Call, { reason, ...bill }: Bill & { reason: string }) {
      const before = await store.findByOrder(bill.orderId);
      const charge: Charge | null = before
        ? undo(before)
        : { id: newId(call), ...bill, state: 'cancelled', reason, version: 0 };
      if (charge) await store.save(call, charge, {});
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
