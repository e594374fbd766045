import * as z from 'zod';

/** Letters to customers about what happened elsewhere. */
export const notifications = {
  name: 'notifications',
  methods: {},
  messages: {
    // A command to itself: what is to be sent was decided, and is tried until it is gone or given up.
    'notifications.send-letter.v1': z.object({ letterId: z.string() }),
  },
  errors: { 'letter-not-found': 404, 'letter-not-failed': 409 },
} as const;
