import { pageOf, PageQuery } from '#platform/pages.ts';
import { roles, route, SIGNED_IN } from '#platform/routes.ts';
import * as z from 'zod';
import type { useCases } from './use-cases.ts';

const Order = z.object({
  id: z.string(),
  customerId: z.string(),
  lines: z
    .array(
      z.object({
        itemId: z.string(),
        name: z.string(),
        price: z.number().int(),
        quantity: z.number().int(),
      }),
    )
    .readonly(),
  total: z.number().int(),
  state: z.enum(['placed', 'reserved', 'confirmed', 'rejected']),
  reason: z.string().nullable(),
});
const PlaceOrder = z.object({
  lines: z
    .array(z.object({ itemId: z.uuid(), quantity: z.number().int().min(1).max(1000) }))
    .min(1)
    .max(50),
  paymentToken: z.string().min(1).max(200),
});

export const routes = (cases: ReturnType<typeof useCases>) => [
  route({
    method: 'POST',
    path: '/orders',
    summary: 'Place an order; ask for it again until it is confirmed or rejected',
    policy: roles('customer'),
    status: 202,
    body: PlaceOrder,
    response: Order,
    handler: cases.placeOrder,
  }),
  route({
    method: 'GET',
    path: '/orders',
    summary: 'List your orders',
    policy: SIGNED_IN,
    status: 200,
    query: PageQuery,
    response: pageOf(Order),
    handler: cases.listOrders,
  }),
  route({
    method: 'GET',
    path: '/orders/:id',
    summary: 'Show an order',
    policy: SIGNED_IN,
    status: 200,
    params: z.object({ id: z.uuid() }),
    response: Order,
    handler: cases.showOrder,
  }),
];
