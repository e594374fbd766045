// Generated from folder names by scripts/generate-lint-registry.mjs.
import type { Rule } from '../rule.js';
import { rule as allowedImports } from './allowed-imports/index.js';
import { rule as layers } from './layers/index.js';
import { rule as noCycles } from './no-cycles/index.js';
import { rule as publicApiOnly } from './public-api-only/index.js';

/** Every rule by its id, which is the name of its folder. */
export const RULES: ReadonlyMap<string, Rule> = new Map([
  ['allowed-imports', allowedImports],
  ['layers', layers],
  ['no-cycles', noCycles],
  ['public-api-only', publicApiOnly],
]);
