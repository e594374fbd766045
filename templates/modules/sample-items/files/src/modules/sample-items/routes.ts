import { pageOf, PageQuery } from '#platform/pages.ts';
import { route, SIGNED_IN } from '#platform/routes.ts';
import * as z from 'zod';
import type { useCases } from './use-cases.ts';

const Name = z.object({ name: z.string().trim().min(1).max(120) });
const SampleItem = Name.extend({
  id: z.string(),
  ownerId: z.string(),
  version: z.number().int(),
});
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
    versioned: true,
    handler: cases.addSampleItem,
  }),
  route({
    method: 'GET',
    path: '/sample-items',
    summary: 'List your own',
    policy: SIGNED_IN,
    status: 200,
    query: PageQuery,
    response: pageOf(SampleItem),
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
    versioned: true,
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
    versioned: true,
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
    versioned: true,
    handler: cases.removeSampleItem,
  }),
];
