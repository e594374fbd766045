import * as z from 'zod';

/** Sample items: things that people own, list, rename and remove. */
export const sampleItems = {
  name: 'sample-items',
  methods: {
    getSampleItem: {
      input: z.object({ id: z.string() }),
      output: z.object({ id: z.string(), name: z.string() }).nullable(),
    },
  },
  messages: {
    'sample-items.sample-item-added.v1': z.object({
      id: z.string(),
      name: z.string(),
      ownerId: z.string(),
    }),
    'sample-items.sample-item-removed.v1': z.object({ id: z.string() }),
  },
  errors: { 'sample-item-not-found': 404, forbidden: 403 },
} as const;
