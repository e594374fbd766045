import { PATTERN_IDS } from '#shared/pattern-id.js';
import type { Feature } from '#features/contribution.js';

/** An image per app and a compose file for a whole system on one machine. */
export const feature = {
  id: 'docker',
  group: 'run',
  title: 'Docker image and compose file',
  summary: 'A non-root image per app, and `docker compose up` with a real database.',
  requires: [],
  conflicts: [],
  patterns: PATTERN_IDS,
  defaultFor: PATTERN_IDS,
  contributes: [
    {
      kind: 'env',
      key: 'POSTGRES_PASSWORD',
      example: '',
      secret: 'hex32',
      doc: 'Owns the database of docker compose; only it and the migrations know it.',
    },
    {
      kind: 'env',
      key: 'APP_DB_PASSWORD',
      example: '',
      secret: 'hex32',
      doc: 'The login of the apps in the database of docker compose.',
    },
  ],
} as const satisfies Feature;
