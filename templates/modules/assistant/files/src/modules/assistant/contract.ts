/** Answers questions from documents that were given to it. */
export const assistant = {
  name: 'assistant',
  methods: {},
  messages: {},
  errors: { 'document-not-found': 404, 'budget-used-up': 429 },
} as const;
