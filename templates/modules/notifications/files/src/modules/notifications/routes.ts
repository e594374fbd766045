import { roles, route, SIGNED_IN } from '#platform/routes.ts';
import * as z from 'zod';
import type { useCases } from './use-cases.ts';

const Letter = z.object({
  id: z.string(),
  subject: z.string(),
  state: z.enum(['queued', 'sent', 'failed']),
});
/** What a mail server answers may name servers and mailboxes: only administrators read it. */
const WithError = Letter.extend({
  customerId: z.string(),
  attempts: z.number().int(),
  lastError: z.string().nullable(),
});
const Page = z.object({
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

export const routes = (cases: ReturnType<typeof useCases>) => [
  route({
    method: 'GET',
    path: '/notifications',
    summary: 'List the letters that were written to you',
    policy: SIGNED_IN,
    status: 200,
    query: Page,
    response: z.object({ items: z.array(Letter), next: z.string().nullable() }),
    handler: cases.listOwn,
  }),
  route({
    method: 'GET',
    path: '/notifications/failed',
    summary: 'List the letters that were given up',
    policy: roles('admin'),
    status: 200,
    query: Page,
    response: z.object({ items: z.array(WithError), next: z.string().nullable() }),
    handler: cases.listFailed,
  }),
  route({
    method: 'POST',
    path: '/notifications/:id/send-again',
    summary: 'Try a letter again that was given up',
    policy: roles('admin'),
    status: 202,
    params: z.object({ id: z.uuid() }),
    response: WithError,
    handler: cases.sendAgain,
  }),
];
