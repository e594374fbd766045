import { PUBLIC, route } from '#platform/routes.ts';
import * as z from 'zod';
import { normalEmail } from './domain.ts';
import type { useCases } from './use-cases.ts';

const Credentials = z.object({ email: z.email().max(254), password: z.string().min(10).max(200) });
const RefreshToken = z.object({ refreshToken: z.string().max(200) });
const SignedIn = z.object({
  accessToken: z.string(),
  tokenType: z.literal('Bearer'),
  expiresIn: z.number(),
  refreshToken: z.string(),
});

export const routes = (cases: ReturnType<typeof useCases>) => [
  route({
    method: 'POST',
    path: '/auth/sign-up',
    summary: 'Open an account',
    policy: PUBLIC,
    status: 201,
    body: Credentials.extend({ setupToken: z.string().optional() }),
    response: z.object({ id: z.string(), email: z.string(), roles: z.array(z.string()) }),
    attempt: () => null,
    handler: cases.signUp,
  }),
  route({
    method: 'POST',
    path: '/auth/sign-in',
    summary: 'Get an access token',
    policy: PUBLIC,
    status: 200,
    body: Credentials,
    response: SignedIn,
    keepAnswer: false,
    attempt: ({ email }) => normalEmail(email),
    handler: cases.signIn,
  }),
  route({
    method: 'POST',
    path: '/auth/refresh',
    summary: 'Exchange a refresh token for new tokens; it is good once',
    policy: PUBLIC,
    status: 200,
    body: RefreshToken,
    response: SignedIn,
    keepAnswer: false,
    attempt: () => null,
    handler: cases.refresh,
  }),
  route({
    method: 'POST',
    path: '/auth/sign-out',
    summary: 'End the session of a refresh token; access tokens end by themselves',
    policy: PUBLIC,
    status: 204,
    body: RefreshToken,
    response: z.void(),
    keepAnswer: false,
    attempt: () => null,
    handler: cases.signOut,
  }),
  route({
    method: 'GET',
    path: '/.well-known/jwks.json',
    summary: 'The keys that access tokens are signed with',
    policy: PUBLIC,
    status: 200,
    response: z.object({ keys: z.array(z.record(z.string(), z.unknown())) }),
    handler: cases.publicKeys,
  }),
  route({
    method: 'GET',
    path: '/.well-known/openid-configuration',
    summary: 'Where the keys are',
    policy: PUBLIC,
    status: 200,
    response: z.object({
      issuer: z.string(),
      jwks_uri: z.string(),
      id_token_signing_alg_values_supported: z.array(z.string()),
    }),
    handler: cases.discovery,
  }),
];
