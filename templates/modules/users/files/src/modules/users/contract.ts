import * as z from 'zod';

/** Profiles of the people who signed up. */
export const users = {
  name: 'users',
  methods: {
    getUser: {
      input: z.object({ id: z.string() }),
      output: z.object({ id: z.string(), displayName: z.string() }),
    },
  },
  messages: {},
  errors: { 'user-not-found': 404, forbidden: 403 },
} as const;
