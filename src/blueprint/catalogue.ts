import { FEATURES } from '#features/registry.js';
import type { Catalogue } from '#patterns/catalogue.js';
import { PATTERNS } from '#patterns/registry.js';

/** Everything that exists today. */
export const CATALOGUE: Catalogue = { patterns: PATTERNS, features: FEATURES };
