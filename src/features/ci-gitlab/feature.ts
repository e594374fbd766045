import { PATTERN_IDS } from '#shared/pattern-id.js';
import type { Feature } from '#features/contribution.js';

/** A GitLab pipeline that runs what `npm run check` and `npm test` run, and releases main. */
export const feature = {
  id: 'ci-gitlab',
  group: 'deliver',
  title: 'GitLab CI',
  summary:
    'The same pipeline for GitLab: verify, build, scan, sign, release; Renovate keeps versions fresh.',
  requires: [],
  conflicts: [],
  patterns: PATTERN_IDS,
  defaultFor: [],
  contributes: [],
} as const satisfies Feature;
