import { PATTERN_IDS } from '#shared/pattern-id.js';
import type { Feature } from '#features/contribution.js';

/** Infrastructure on AWS as Terraform modules with their own tests. */
export const feature = {
  id: 'terraform-aws',
  group: 'run',
  title: 'Terraform for AWS',
  summary:
    'Network, database, secrets and compute as Terraform modules, tested without an account.',
  requires: [],
  conflicts: [],
  patterns: PATTERN_IDS,
  defaultFor: PATTERN_IDS,
  contributes: [],
} as const satisfies Feature;
