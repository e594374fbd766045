// Generated from folder names by scripts/generate-lint-registry.mjs.
import type { Rule } from '../rule.js';
import { rule as allowedDependencies } from './allowed-dependencies/index.js';
import { rule as allowedImports } from './allowed-imports/index.js';
import { rule as declaredDependencies } from './declared-dependencies/index.js';
import { rule as drift } from './drift/index.js';
import { rule as eventContract } from './event-contract/index.js';
import { rule as forbiddenPackage } from './forbidden-package/index.js';
import { rule as ioOnlyIn } from './io-only-in/index.js';
import { rule as layers } from './layers/index.js';
import { rule as limits } from './limits/index.js';
import { rule as noCrossAppImport } from './no-cross-app-import/index.js';
import { rule as noCycles } from './no-cycles/index.js';
import { rule as noOrphans } from './no-orphans/index.js';
import { rule as noUnresolved } from './no-unresolved/index.js';
import { rule as packagesByName } from './packages-by-name/index.js';
import { rule as publicApiOnly } from './public-api-only/index.js';
import { rule as sharedKernel } from './shared-kernel/index.js';
import { rule as syncCallChains } from './sync-call-chains/index.js';
import { rule as tableOwnership } from './table-ownership/index.js';
import { rule as unstableDependency } from './unstable-dependency/index.js';

/** Every rule by its id, which is the name of its folder. */
export const RULES: ReadonlyMap<string, Rule> = new Map([
  ['allowed-dependencies', allowedDependencies],
  ['allowed-imports', allowedImports],
  ['declared-dependencies', declaredDependencies],
  ['drift', drift],
  ['event-contract', eventContract],
  ['forbidden-package', forbiddenPackage],
  ['io-only-in', ioOnlyIn],
  ['layers', layers],
  ['limits', limits],
  ['no-cross-app-import', noCrossAppImport],
  ['no-cycles', noCycles],
  ['no-orphans', noOrphans],
  ['no-unresolved', noUnresolved],
  ['packages-by-name', packagesByName],
  ['public-api-only', publicApiOnly],
  ['shared-kernel', sharedKernel],
  ['sync-call-chains', syncCallChains],
  ['table-ownership', tableOwnership],
  ['unstable-dependency', unstableDependency],
]);
