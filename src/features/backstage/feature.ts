import { PATTERN_IDS } from '#shared/pattern-id.js';
import type { Feature } from '#features/contribution.js';

/** The repository as Backstage's catalogue wants to hear of it. */
export const feature = {
  id: 'backstage',
  group: 'deliver',
  title: 'Backstage catalogue',
  summary:
    'catalog-info.yaml: the system, a component per app, its APIs, and the databases it depends on.',
  requires: [],
  conflicts: [],
  patterns: PATTERN_IDS,
  defaultFor: [],
  contributes: [],
} as const satisfies Feature;
