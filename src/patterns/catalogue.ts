import type { Feature } from '#features/contribution.js';
import { FEATURES } from '#features/registry.js';
import type { PatternId } from '#shared/pattern-id.js';
import type { Pattern } from './pattern.js';
import { PATTERNS } from './registry.js';

/** What a repo can be made of; a value, so that tests can make a smaller world. */
export interface Catalogue {
  readonly patterns: Readonly<Record<PatternId, Pattern>>;
  readonly features: Readonly<Record<string, Feature>>;
}

/** Everything that exists today. */
export const CATALOGUE: Catalogue = { patterns: PATTERNS, features: FEATURES };
