import { pageOf, PageQuery } from '#platform/pages.ts';
import { roles, route, SIGNED_IN } from '#platform/routes.ts';
import * as z from 'zod';
import type { useCases } from './use-cases.ts';

const Profile = z.object({
  id: z.string(),
  email: z.string(),
  displayName: z.string(),
  roles: z.array(z.string()).readonly(),
  version: z.number().int(),
});
const ById = z.object({ id: z.uuid() });

export const routes = (cases: ReturnType<typeof useCases>) => [
  route({
    method: 'GET',
    path: '/users',
    summary: 'List profiles',
    policy: roles('admin'),
    status: 200,
    query: PageQuery,
    response: pageOf(Profile),
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
    versioned: true,
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
    versioned: true,
    handler: cases.rename,
  }),
];
