import * as z from 'zod';

/** Files of customers: who owns them, what they are called, where they are kept. */
export const documents = {
  name: 'documents',
  methods: {},
  messages: {
    // Commands to itself, done after the change that they follow from.
    'documents.upload-expired.v1': z.object({ documentId: z.string() }),
    'documents.erase-file.v1': z.object({ key: z.string() }),
  },
  errors: {
    'document-not-found': 404,
    forbidden: 403,
    'type-not-allowed': 415,
    'not-uploaded': 409,
  },
} as const;
