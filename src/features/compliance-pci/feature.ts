import type { Feature } from '#features/contribution.js';
import { PATTERN_IDS } from '#shared/pattern-id.js';

/** What the rules ask for, where it is, what proves it, and what no code can do. */
export const feature = {
  id: 'compliance-pci',
  group: 'rules',
  title: 'PCI DSS',
  summary:
    'A page of its demands: the control here, the test that proves it, and what people must do.',
  regimes: ['pci'],
  requires: [],
  conflicts: [],
  patterns: PATTERN_IDS,
  defaultFor: [],
  contributes: [
    {
      kind: 'doc-section',
      title: 'PCI DSS',
      body: '[docs/compliance/pci.md](docs/compliance/pci.md): what it asks for, where that is here, the test that proves it, and what people must do besides.',
    },
  ],
} as const satisfies Feature;
