import * as z from 'zod';

/** Accounts: who may sign in, and with which roles. */
export const auth = {
  name: 'auth',
  methods: {},
  messages: {
    'auth.account-opened.v1': z.object({
      accountId: z.string(),
      email: z.string(),
      roles: z.array(z.string()),
    }),
  },
  errors: { 'email-taken': 409, 'wrong-credentials': 401, 'session-ended': 401, forbidden: 403 },
} as const;
