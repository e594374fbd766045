import type { Feature } from '#features/contribution.js';
import { PATTERN_IDS } from '#shared/pattern-id.js';

/** A system that never sees a card number has little to prove about cards. */
export const feature = {
  id: 'card-guard',
  group: 'rules',
  title: 'Card numbers are refused',
  summary: 'What looks like a card number is refused at the entrance, and is in no table or log.',
  regimes: ['pci'],
  requires: [],
  conflicts: [],
  patterns: PATTERN_IDS,
  defaultFor: [],
  contributes: [
    { kind: 'extension', name: 'card-guard', port: null },
    {
      kind: 'doc-section',
      title: 'Card numbers',
      body: `None comes in: a request with what looks like one (13 to 19 digits, a card scheme's first digit, a valid check digit), in its path, query, headers or body, is refused with \`card-number-refused\` before any module or log sees it. Cards are typed into fields that the payment provider hosts; what arrives here is a token.

A reference of your own that happens to look like a card number is refused too, one in twenty: give such references a letter.`,
    },
  ],
} as const satisfies Feature;
