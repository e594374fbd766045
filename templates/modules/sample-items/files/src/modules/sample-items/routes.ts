import { route, SIGNED_IN } from '#platform/routes.ts';
import * as z from 'zod';
import type { useCases } from './use-cases.ts';

const Name = z.object({ name: z.string().trim().min(1).max(120) });
const SampleItem = Name.extend({ id: z.string(), ownerId: z.string() });
const ById = z.object({ id: z.uuid() });

export const routes = (cases: ReturnType<typeof useCases>) => [
  route({
    method: 'POST',
    path: '/sample-items',
    summary: 'Add one',
    policy: SIGNED_IN,
    status: 201,
    body: Name,
    response: SampleItem,
    handler: cases.addSampleItem,
  }),
  route({
    method: 'GET',
    path: '/sample-items',
    summary: 'List your own',
    policy: SIGNED_IN,
    status: 200,
    query: z.object({
      after: z.uuid().optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    response: z.object({ items: z.array(SampleItem), next: z.string().nullable() }),
    handler: cases.listSampleItems,
  }),
  route({
    method: 'GET',
    path: '/sample-items/:id',
    summary: 'Show one',
    policy: SIGNED_IN,
    status: 200,
    params: ById,
    response: SampleItem,
    handler: cases.showSampleItem,
  }),
  route({
    method: 'PATCH',
    path: '/sample-items/:id',
    summary: 'Rename one',
    policy: SIGNED_IN,
    status: 200,
    params: ById,
    body: Name,
    response: SampleItem,
    handler: cases.renameSampleItem,
  }),
  route({
    method: 'DELETE',
    path: '/sample-items/:id',
    summary: 'Remove one',
    policy: SIGNED_IN,
    status: 204,
    params: ById,
    response: z.void(),
    handler: cases.removeSampleItem,
  }),
];
