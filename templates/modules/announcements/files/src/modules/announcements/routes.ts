import { roles, route, SIGNED_IN } from '#platform/routes.ts';
import * as z from 'zod';
import type { useCases } from './use-cases.ts';

const Announcement = z.object({ id: z.string(), title: z.string(), text: z.string() });

export const routes = (cases: ReturnType<typeof useCases>) => [
  route({
    method: 'GET',
    path: '/announcements',
    summary: 'List the announcements that are meant for you',
    policy: SIGNED_IN,
    status: 200,
    query: z.object({
      after: z.uuid().optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    response: z.object({ items: z.array(Announcement), next: z.string().nullable() }),
    handler: cases.listVisible,
  }),
  route({
    method: 'POST',
    path: '/announcements',
    summary: 'Announce something, to everybody or where a flag is on',
    policy: roles('admin'),
    status: 201,
    body: z.object({
      title: z.string().trim().min(1).max(120),
      text: z.string().trim().min(1).max(2_000),
      flag: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/).optional(),
    }),
    response: Announcement,
    handler: cases.announce,
  }),
];
