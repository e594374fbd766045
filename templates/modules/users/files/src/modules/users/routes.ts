import { roles, route, SIGNED_IN } from '#platform/routes.ts';
import * as z from 'zod';
import type { useCases } from './use-cases.ts';

const Profile = z.object({
  id: z.string(),
  email: z.string(),
  displayName: z.string(),
  roles: z.array(z.string()).readonly(),
});
const ById = z.object({ id: z.uuid() });

export const routes = (cases: ReturnType<typeof useCases>) => [
  route({
    method: 'GET',
    path: '/users',
    summary: 'List profiles',
    policy: roles('admin'),
    status: 200,
    query: z.object({
      after: z.uuid().optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    response: z.object({ items: z.array(Profile), next: z.string().nullable() }),
    handler: cases.listProfiles,
  }),
  route({
    method: 'GET',
    path: '/users/:id',
    summary: 'Show a profile',
    policy: SIGNED_IN,
    status: 200,
    params: ById,
    response: Profile,
    handler: cases.showProfile,
  }),
  route({
    method: 'PATCH',
    path: '/users/:id',
    summary: 'Choose another display name',
    policy: SIGNED_IN,
    status: 200,
    params: ById,
    body: z.object({ displayName: z.string().trim().min(1).max(80) }),
    response: Profile,
    handler: cases.rename,
  }),
];
