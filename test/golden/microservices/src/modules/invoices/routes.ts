import { route, SIGNED_IN } from '#platform/routes.ts';
import * as z from 'zod';
import type { useCases } from './use-cases.ts';

const Name = z.object({ name: z.string().trim().min(1).max(120) });
const Invoice = Name.extend({ id: z.string(), ownerId: z.string() });
const ById = z.object({ id: z.uuid() });

export const routes = (cases: ReturnType<typeof useCases>) => [
  route({
    method: 'POST',
    path: '/invoices',
    summary: 'Add one',
    policy: SIGNED_IN,
    status: 201,
    body: Name,
    response: Invoice,
    handler: cases.addInvoice,
  }),
  route({
    method: 'GET',
    path: '/invoices',
    summary: 'List your own',
    policy: SIGNED_IN,
    status: 200,
    query: z.object({
      after: z.uuid().optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    response: z.object({ items: z.array(Invoice), next: z.string().nullable() }),
    handler: cases.listInvoices,
  }),
  route({
    method: 'GET',
    path: '/invoices/:id',
    summary: 'Show one',
    policy: SIGNED_IN,
    status: 200,
    params: ById,
    response: Invoice,
    handler: cases.showInvoice,
  }),
  route({
    method: 'PATCH',
    path: '/invoices/:id',
    summary: 'Rename one',
    policy: SIGNED_IN,
    status: 200,
    params: ById,
    body: Name,
    response: Invoice,
    handler: cases.renameInvoice,
  }),
  route({
    method: 'DELETE',
    path: '/invoices/:id',
    summary: 'Remove one',
    policy: SIGNED_IN,
    status: 204,
    params: ById,
    response: z.void(),
    handler: cases.removeInvoice,
  }),
];
