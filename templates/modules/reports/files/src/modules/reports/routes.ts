import { roles, route } from '#platform/routes.ts';
import * as z from 'zod';
import type { useCases } from './use-cases.ts';

const Period = z.object({ from: z.iso.date(), to: z.iso.date() });
const Export = Period.extend({
  id: z.string(),
  state: z.enum(['waiting', 'ready']),
  csv: z.string().nullable(),
});

export const routes = (cases: ReturnType<typeof useCases>) => [
  route({
    method: 'GET',
    path: '/reports/accounts',
    summary: 'How many accounts were opened each day, counted every few seconds',
    policy: roles('admin'),
    status: 200,
    query: Period,
    response: z.object({
      items: z.array(z.object({ day: z.string(), accounts: z.number().int() })),
    }),
    handler: cases.listDays,
  }),
  route({
    method: 'POST',
    path: '/reports/exports',
    summary: 'Have a report made; ask for it again until it is ready',
    policy: roles('admin'),
    status: 202,
    body: Period,
    response: Export,
    handler: cases.requestExport,
  }),
  route({
    method: 'GET',
    path: '/reports/exports/:id',
    summary: 'Show an export',
    policy: roles('admin'),
    status: 200,
    params: z.object({ id: z.uuid() }),
    response: Export,
    handler: cases.showExport,
  }),
];
