import type { Feature } from '#features/contribution.js';
import { PATTERN_IDS } from '#shared/pattern-id.js';

/** Holds the pages of `docs/compliance` against the repository. */
export const feature = {
  id: 'compliance',
  group: 'rules',
  title: 'Compliance pages are kept true',
  summary: 'A test follows every link of every page to a file, and to a test that runs.',
  regimes: ['gdpr', 'hipaa', 'pci', 'soc2', 'iso27001', 'fedramp', 'banking'],
  requires: [],
  conflicts: [],
  patterns: PATTERN_IDS,
  defaultFor: [],
  contributes: [],
} as const satisfies Feature;
