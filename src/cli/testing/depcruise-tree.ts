/** A small shop with one violation or more of each rule of its dependency-cruiser configuration. */
export const TREE: Readonly<Record<string, string>> = {
  'package.json':
    '{"name":"shop","dependencies":{"zod":"1","moment":"1","@acme/log":"1"},"devDependencies":{"vitest":"1"}}',
  'tsconfig.json': '{}',
  'src/main.ts':
    "import './modules/orders/index.js';\nimport './modules/users/index.js';\nimport { log } from '@acme/log';\n",
  'src/modules/orders/index.ts':
    "import { z } from 'zod';\nimport { user } from '../users/store.js';\nimport '../../shared/dates.js';\nexport const order = [z, user];\n",
  'src/modules/orders/orders.spec.ts':
    "import { test } from 'vitest';\nimport { order } from './index.js';\ntest('', () => order);\n",
  'src/modules/users/index.ts':
    "import fs from 'node:fs';\nimport { user } from './store.js';\nimport type { Order } from '../orders/types.js';\nexport const a: Order = [fs, user];\n",
  'src/modules/users/store.ts':
    "import { a } from './index.js';\nimport punycode from 'punycode';\nimport { order } from '../orders/orders.spec.js';\nexport const user = [a, punycode, order];\n",
  'src/modules/orders/types.ts': 'export type Order = unknown;\n',
  'src/shared/dates.ts':
    "import moment from 'moment';\nimport pad from 'left-pad';\nimport { describe } from 'vitest';\nimport '../modules/orders/types.js';\nimport './gone.js';\nexport const now = [moment, pad, describe];\n",
  'src/shared/ui/button.tsx': "import '../../domain/price.js';\nexport const b = 1;\n",
  'src/domain/price.ts':
    "import '../shared/ui/button.js';\nimport path from 'path';\nexport const p = path;\n",
};

export const DEPCRUISE = `module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'warn', comment: 'This dependency is part of a circular relationship.', from: {}, to: { circular: true } },
    { name: 'no-orphans', severity: 'warn', from: { orphan: true, pathNot: ['[.]d[.]ts$'] }, to: {} },
    { name: 'no-deprecated-core', severity: 'warn', from: {}, to: { dependencyTypes: ['core'], path: ['^punycode$', '^domain$'] } },
    { name: 'not-to-deprecated', severity: 'warn', from: {}, to: { dependencyTypes: ['deprecated'] } },
    { name: 'no-non-package-json', severity: 'error', from: {}, to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] } },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    { name: 'no-duplicate-dep-types', severity: 'warn', from: {}, to: { moreThanOneDependencyType: true, dependencyTypesNot: ['type-only'] } },
    { name: 'not-to-spec', severity: 'error', from: { pathNot: '[.](?:spec|test)[.](?:js|ts|tsx)$' }, to: { path: '[.](?:spec|test)[.](?:js|ts|tsx)$' } },
    { name: 'not-to-dev-dep', severity: 'error', from: { path: '^(src)', pathNot: '[.](?:spec|test)[.](?:js|ts|tsx)$' }, to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: ['node_modules/@types/'] } },
    { name: 'peer-deps-used', severity: 'warn', from: {}, to: { dependencyTypes: ['npm-peer'] } },
    { name: 'modules-apart', severity: 'error', comment: 'A module is entered by its index only.', from: { path: '^src/modules/([^/]+)/' }, to: { path: '^src/modules/', pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/index[.]ts$'] } },
    { name: 'shared-stays-below', severity: 'error', from: { path: '^src/shared/' }, to: { path: '^src/', pathNot: '^src/shared/' } },
    { name: 'no-moment', severity: 'info', from: {}, to: { path: '^node_modules/moment/' } },
    { name: 'io-in-one-place', severity: 'error', from: { pathNot: '^src/platform/' }, to: { path: '^(fs|path)$' } },
    { name: 'not-cli', severity: 'error', from: { path: '^src/(?!cli)' }, to: { path: '^src/cli/' } },
    { name: 'switched-off', severity: 'ignore', from: {}, to: { path: 'x' } },
  ],
  options: { tsConfig: { fileName: 'tsconfig.json' }, doNotFollow: { path: ['node_modules'] }, tsPreCompilationDeps: true },
};
`;
