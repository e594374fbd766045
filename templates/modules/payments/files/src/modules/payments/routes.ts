import { route, SIGNED_IN } from '#platform/routes.ts';
import * as z from 'zod';
import type { useCases } from './use-cases.ts';

const Charge = z.object({
  id: z.string(),
  orderId: z.string(),
  customerId: z.string(),
  amount: z.number().int(),
  state: z.enum(['charged', 'refused', 'cancelled', 'refunded']),
  reason: z.string().nullable(),
});

export const routes = (cases: ReturnType<typeof useCases>) => [
  route({
    method: 'GET',
    path: '/payments/:orderId',
    summary: 'Show the charge for an order',
    policy: SIGNED_IN,
    status: 200,
    params: z.object({ orderId: z.uuid() }),
    response: Charge,
    handler: cases.showCharge,
  }),
];
