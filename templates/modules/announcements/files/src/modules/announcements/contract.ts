/** What users are told, and who is told first. */
export const announcements = {
  name: 'announcements',
  methods: {},
  messages: {},
  errors: {},
} as const;
