import { auth } from '#modules/auth/contract.ts';
import { on, onOptional } from '#platform/messages.ts';
import * as z from 'zod';
import { notifications } from './contract.ts';
import type { useCases } from './use-cases.ts';

/** What is read of the messages of orders, which need not be part of this system. */
const ForOrder = z.object({ orderId: z.string(), customerId: z.string() });
const OrderConfirmed = ForOrder.extend({ total: z.number().int() });
const OrderRejected = ForOrder.extend({ reason: z.string() });

export const subscriptions = (cases: ReturnType<typeof useCases>) => [
  on(auth, 'auth.account-opened.v1', cases.accountOpened),
  on(notifications, 'notifications.send-letter.v1', cases.sendLetter),
  onOptional('orders.order-confirmed.v1', OrderConfirmed, cases.orderConfirmed),
  onOptional('orders.order-rejected.v1', OrderRejected, cases.orderRejected),
];
