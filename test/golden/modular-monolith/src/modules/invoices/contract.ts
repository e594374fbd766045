import * as z from 'zod';

/** Invoices: things that people own, list, rename and remove. */
export const invoices = {
  name: 'invoices',
  methods: {
    getInvoice: {
      input: z.object({ id: z.string() }),
      output: z.object({ id: z.string(), name: z.string() }).nullable(),
    },
  },
  messages: {
    'invoices.invoice-added.v1': z.object({
      id: z.string(),
      name: z.string(),
      ownerId: z.string(),
    }),
    'invoices.invoice-removed.v1': z.object({ id: z.string() }),
  },
  errors: { 'invoice-not-found': 404, forbidden: 403 },
} as const;
