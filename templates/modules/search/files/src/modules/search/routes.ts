import { PUBLIC, route } from '#platform/routes.ts';
import * as z from 'zod';
import type { useCases } from './use-cases.ts';

const Text = z.string().trim().max(200).default('');
const Price = z.coerce.number().int().min(0).max(2_147_483_647);
const Matching = z.enum(['words', 'likeness']);

export const routes = (cases: ReturnType<typeof useCases>) => [
  route({
    method: 'GET',
    path: '/search/items',
    summary: 'Find items: words, "exact phrases", or, -without; typing errors are forgiven',
    policy: PUBLIC,
    status: 200,
    query: z.object({
      q: Text,
      order: z.enum(['relevance', 'price', '-price']).default('relevance'),
      minPrice: Price.default(0),
      maxPrice: Price.default(2_147_483_647),
      after: z.string().max(1_000).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    response: z.object({
      matching: Matching,
      items: z.array(
        z.object({
          id: z.string(),
          price: z.number().int(),
          name: z.array(z.object({ text: z.string(), found: z.boolean() })),
        }),
      ),
      next: z.string().nullable(),
    }),
    handler: cases.findItems,
  }),
  route({
    method: 'GET',
    path: '/search/facets',
    summary: 'How many matches there are by price, counted over at most 10,000 of them',
    policy: PUBLIC,
    status: 200,
    query: z.object({ q: Text, matching: Matching.default('words') }),
    response: z.object({
      prices: z.array(z.object({ below: z.number().int().nullable(), items: z.number().int() })),
      complete: z.boolean(),
    }),
    handler: cases.countByPrice,
  }),
];
