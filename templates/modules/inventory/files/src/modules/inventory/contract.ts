import * as z from 'zod';

const Line = z.object({ itemId: z.string(), quantity: z.number().int().positive() });
const ForOrder = z.object({ orderId: z.string() });
const Item = z.object({
  id: z.string(),
  name: z.string(),
  /** In minor units of the currency. */
  price: z.number().int().nonnegative(),
});

/** Items with their prices, and how many of each are left. */
export const inventory = {
  name: 'inventory',
  methods: {
    getItem: { input: z.object({ id: z.string() }), output: Item.nullable() },
  },
  messages: {
    // Commands it accepts.
    'inventory.reserve-stock.v1': ForOrder.extend({ lines: z.array(Line) }),
    'inventory.release-stock.v1': ForOrder,
    // What it tells.
    'inventory.stock-reserved.v1': ForOrder,
    'inventory.stock-refused.v1': ForOrder.extend({ reason: z.string() }),
    'inventory.item-changed.v1': Item.extend({ version: z.number().int() }),
  },
  errors: { 'item-not-found': 404 },
} as const;
