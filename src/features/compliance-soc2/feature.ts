import type { Feature } from '#features/contribution.js';
import { PATTERN_IDS } from '#shared/pattern-id.js';

/** What the rules ask for, where it is, what proves it, and what no code can do. */
export const feature = {
  id: 'compliance-soc2',
  group: 'rules',
  title: 'SOC 2',
  summary:
    'A page of its demands: the control here, the test that proves it, and what people must do.',
  regimes: ['soc2'],
  requires: [],
  conflicts: [],
  patterns: PATTERN_IDS,
  defaultFor: [],
  contributes: [
    {
      kind: 'doc-section',
      title: 'SOC 2',
      body: '[docs/compliance/soc2.md](docs/compliance/soc2.md): what it asks for, where that is here, the test that proves it, and what people must do besides.',
    },
  ],
} as const satisfies Feature;
