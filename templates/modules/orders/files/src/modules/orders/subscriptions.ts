import { inventory } from '#modules/inventory/contract.ts';
import { payments } from '#modules/payments/contract.ts';
import { on } from '#platform/messages.ts';
import { orders } from './contract.ts';
import type { useCases } from './use-cases.ts';

/** The order saga, a line a step: what happened, and what orders does about it. */
export const subscriptions = (cases: ReturnType<typeof useCases>) => [
  on(inventory, 'inventory.stock-reserved.v1', cases.stockReserved),
  on(inventory, 'inventory.stock-refused.v1', cases.stockRefused),
  on(payments, 'payments.charged.v1', cases.charged),
  on(payments, 'payments.charge-refused.v1', cases.chargeRefused),
  on(orders, 'orders.order-overdue.v1', cases.overdue),
];
