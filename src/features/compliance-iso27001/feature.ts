import type { Feature } from '#features/contribution.js';
import { PATTERN_IDS } from '#shared/pattern-id.js';

/** What the rules ask for, where it is, what proves it, and what no code can do. */
export const feature = {
  id: 'compliance-iso27001',
  group: 'rules',
  title: 'ISO 27001',
  summary:
    'A page of its demands: the control here, the test that proves it, and what people must do.',
  regimes: ['iso27001'],
  requires: [],
  conflicts: [],
  patterns: PATTERN_IDS,
  defaultFor: [],
  contributes: [
    {
      kind: 'doc-section',
      title: 'ISO 27001',
      body: '[docs/compliance/iso27001.md](docs/compliance/iso27001.md): what it asks for, where that is here, the test that proves it, and what people must do besides.',
    },
  ],
} as const satisfies Feature;
