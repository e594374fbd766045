import type { Feature } from '#features/contribution.js';
import { PATTERN_IDS } from '#shared/pattern-id.js';

/** What the rules ask for, where it is, what proves it, and what no code can do. */
export const feature = {
  id: 'compliance-banking',
  group: 'rules',
  title: 'Banking or insurance (DORA, PRA)',
  summary:
    'A page of its demands: the control here, the test that proves it, and what people must do.',
  regimes: ['banking'],
  requires: [],
  conflicts: [],
  patterns: PATTERN_IDS,
  defaultFor: [],
  contributes: [
    {
      kind: 'doc-section',
      title: 'Banking or insurance (DORA, PRA)',
      body: '[docs/compliance/banking.md](docs/compliance/banking.md): what it asks for, where that is here, the test that proves it, and what people must do besides.',
    },
  ],
} as const satisfies Feature;
