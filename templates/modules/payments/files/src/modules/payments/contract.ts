import * as z from 'zod';

const ForOrder = z.object({ orderId: z.string() });
const Bill = ForOrder.extend({
  customerId: z.string(),
  /** In minor units of the currency. */
  amount: z.number().int().nonnegative(),
});

/** Charges for orders, each made at most once. */
export const payments = {
  name: 'payments',
  methods: {},
  messages: {
    // Commands it accepts.
    'payments.charge.v1': Bill.extend({ paymentToken: z.string() }),
    'payments.cancel-charge.v1': Bill.extend({ reason: z.string() }),
    // What it tells.
    'payments.charged.v1': ForOrder.extend({ chargeId: z.string() }),
    'payments.charge-refused.v1': ForOrder.extend({ reason: z.string() }),
  },
  errors: { 'charge-not-found': 404, forbidden: 403 },
} as const;
