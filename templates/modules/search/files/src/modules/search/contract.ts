/** Finds items by their words, from a copy that inventory's messages keep up to date. */
export const search = {
  name: 'search',
  methods: {},
  messages: {},
  errors: { 'invalid-cursor': 400 },
} as const;
