import { PATTERN_IDS } from '#shared/pattern-id.js';
import type { Feature } from '#features/contribution.js';

/** A GitHub workflow that runs what `npm run check` and `npm test` run. */
export const feature = {
  id: 'ci-github',
  group: 'deliver',
  title: 'GitHub Actions',
  summary: 'Install from the lockfile, check, test and build on every push.',
  requires: [],
  conflicts: [],
  patterns: PATTERN_IDS,
  defaultFor: PATTERN_IDS,
  contributes: [],
} as const satisfies Feature;
