import type { Feature } from '#features/contribution.js';
import type { PatternId } from '#shared/pattern-id.js';
import type { Pattern } from './pattern.js';

/** What a repo can be made of; a value, so that tests can make a smaller world. */
export interface Catalogue {
  readonly patterns: Readonly<Record<PatternId, Pattern>>;
  readonly features: Readonly<Record<string, Feature>>;
}
