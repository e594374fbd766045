import * as z from 'zod';

const ForOrder = z.object({ orderId: z.string() });

/** Charges for orders, each made at most once. */
export const payments = {
  name: 'payments',
  methods: {},
  messages: {
    // A command it accepts. Amounts are in minor units of the currency.
    'payments.charge.v1': ForOrder.extend({
      customerId: z.string(),
      amount: z.number().int().nonnegative(),
      paymentToken: z.string(),
    }),
    // What it tells.
    'payments.charged.v1': ForOrder.extend({ chargeId: z.string() }),
    'payments.charge-refused.v1': ForOrder.extend({ reason: z.string() }),
  },
  errors: { 'charge-not-found': 404, forbidden: 403 },
} as const;
