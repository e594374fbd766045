import * as z from 'zod';

/** Orders: reserve stock, charge, confirm; or undo what was done. */
export const orders = {
  name: 'orders',
  methods: {},
  messages: {
    // A reminder to itself.
    'orders.order-overdue.v1': z.object({ orderId: z.string() }),
    // What it tells.
    'orders.order-confirmed.v1': z.object({
      orderId: z.string(),
      customerId: z.string(),
      total: z.number().int(),
    }),
    'orders.order-rejected.v1': z.object({
      orderId: z.string(),
      customerId: z.string(),
      reason: z.string(),
    }),
  },
  errors: { 'order-not-found': 404, 'unknown-item': 409, forbidden: 403 },
} as const;
