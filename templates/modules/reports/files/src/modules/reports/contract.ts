/** Figures about the other modules, kept from what they tell; worked out by jobs. */
export const reports = {
  name: 'reports',
  methods: {},
  messages: {},
  errors: { 'export-not-found': 404 },
} as const;
