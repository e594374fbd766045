import { pageOf, PageQuery } from '#platform/pages.ts';
import { route, SIGNED_IN } from '#platform/routes.ts';
import * as z from 'zod';
import type { useCases } from './use-cases.ts';

const Name = z.object({ name: z.string().trim().min(1).max(120) });
const Invoice = Name.extend({
  id: z.string(),
  ownerId: z.string(),
  version: z.number().int(),
});
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
    versioned: true,
    handler: cases.addInvoice,
  }),
  route({
    method: 'GET',
    path: '/invoices',
    summary: 'List your own',
    policy: SIGNED_IN,
    status: 200,
    query: PageQuery,
    response: pageOf(Invoice),
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
    versioned: true,
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
    versioned: true,
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
    versioned: true,
    handler: cases.removeInvoice,
  }),
];
