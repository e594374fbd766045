import type { ArchitectureFile, Clause } from '#architecture/schema.js';
import type { PatternId } from '#shared/pattern-id.js';
import type { Edits } from '../setup/on-disk.js';

/** One thing that is wrong with a generated repository, and all that is told of it. */
export interface Violation {
  readonly what: string;
  readonly edits: (repo: { readonly appOfUsers: string; readonly otherApp: string }) => Edits;
  /** `clause CODE file`, for each finding. */
  readonly told: (repo: {
    readonly appOfUsers: string;
    readonly otherApp: string;
  }) => readonly string[];
  /** For rules that generated repositories have no clause of. */
  readonly clause?: Omit<Clause, 'name' | 'because' | 'severity'>;
  readonly patterns?: readonly PatternId[];
}

/** The name of a clause that a violation brings itself. */
export const OWN_CLAUSE = 'of-this-test';

const SPLIT: readonly PatternId[] = ['microservices', 'event-driven', 'serverless'];
const USERS = 'src/modules/users';
const ADDED = `${USERS}/added.ts`;

const first = (line: string) => (before: string) => `${line}\n${before}`;
const recording = (change: (file: ArchitectureFile) => unknown) => (before: string) => {
  const file: ArchitectureFile = JSON.parse(before);
  change(file);
  return JSON.stringify(file);
};
/** Another module may be used where that is recorded. */
const linked = (consumer: string, producer: string) => ({
  'architecture.json': recording(({ blueprint }) =>
    blueprint?.links.push({ kind: 'message', consumer, producer, name: 'a message' }),
  ),
});

function violation(
  what: string,
  told: string | Violation['told'],
  edits: Edits | Violation['edits'],
  more: Pick<Violation, 'clause' | 'patterns'> = {},
): Violation {
  return {
    what,
    told: typeof told === 'string' ? () => [told] : told,
    edits: typeof edits === 'function' ? edits : () => edits,
    ...more,
  };
}

const OF_BASE_CLAUSES = [
  violation('files in a circle', `no-cycles CYCLE ${USERS}/domain.ts`, {
    [`${USERS}/domain.ts`]: first("import './use-cases.ts';"),
  }),
  violation('types in a circle', `no-cycles TYPE_CYCLE ${USERS}/domain.ts`, {
    [`${USERS}/domain.ts`]: first("import type {} from './routes.ts';"),
    [`${USERS}/routes.ts`]: first("import type {} from './domain.ts';"),
  }),
  violation(
    'modules in a circle',
    'modules-without-cycles CYCLE src/modules/inventory/subscriptions.ts',
    {
      'src/modules/inventory/subscriptions.ts': first(
        "import { orders } from '#modules/orders/contract.ts';",
      ),
      ...linked('inventory', 'orders'),
    },
  ),
  violation(
    'a platform that knows a module',
    'platform-knows-no-module UPWARD_IMPORT src/platform/paths.ts',
    {
      'src/platform/paths.ts': first("import { users } from '#modules/users/contract.ts';"),
    },
  ),
  violation(
    'a deep import',
    'modules-meet-at-contracts FILE_NOT_ALLOWED src/modules/orders/use-cases.ts',
    {
      'src/modules/orders/use-cases.ts': first("import '#modules/inventory/domain.ts';"),
    },
  ),
  violation(
    'a deep import for a type',
    'modules-meet-at-contracts FILE_NOT_ALLOWED src/modules/orders/routes.ts',
    {
      'src/modules/orders/routes.ts': first(
        "import type { Item } from '#modules/inventory/domain.ts';",
      ),
    },
  ),
  violation(
    'a module that knows an app',
    `modules-meet-at-contracts FILE_NOT_ALLOWED ${ADDED}`,
    ({ appOfUsers }) => ({
      [ADDED]: `import '../../apps/${appOfUsers}/main.ts';\n`,
    }),
  ),
  violation(
    'a framework in a module',
    `modules-without-frameworks PACKAGE_NOT_ALLOWED ${USERS}/use-cases.ts`,
    {
      [`${USERS}/use-cases.ts`]: first("import { Pool } from 'pg';"),
    },
  ),
  violation(
    'input and output in a module',
    `modules-without-frameworks BUILTIN_NOT_ALLOWED ${USERS}/use-cases.ts`,
    {
      [`${USERS}/use-cases.ts`]: first("import { readFileSync } from 'node:fs';"),
    },
  ),
  violation('a framework in a domain', `pure-domain PACKAGE_NOT_ALLOWED ${USERS}/domain.ts`, {
    [`${USERS}/domain.ts`]: first("import { Pool } from 'pg';"),
  }),
  violation('input and output in a domain', `pure-domain BUILTIN_NOT_ALLOWED ${USERS}/domain.ts`, {
    [`${USERS}/domain.ts`]: first("import { request } from 'node:http';"),
  }),
  violation('a domain that stores', `pure-domain FILE_NOT_ALLOWED ${USERS}/domain.ts`, {
    [`${USERS}/domain.ts`]: first("import './store-names.ts';"),
    [`${USERS}/store-names.ts`]: 'export const NAMES = [];\n',
  }),
  violation('a domain that knows the platform', `pure-domain FILE_NOT_ALLOWED ${USERS}/domain.ts`, {
    [`${USERS}/domain.ts`]: first("import { page } from '#platform/pages.ts';"),
  }),
  violation(
    'an app that knows the inside of a module',
    ({ appOfUsers }) => [`apps-compose-modules NOT_PUBLIC src/apps/${appOfUsers}/main.ts`],
    ({ appOfUsers }) => ({
      [`src/apps/${appOfUsers}/main.ts`]: first("import '#modules/users/domain.ts';"),
    }),
  ),
  violation(
    'an app that imports another one',
    ({ appOfUsers }) => [`apps-stand-alone FILE_NOT_ALLOWED src/apps/${appOfUsers}/main.ts`],
    ({ appOfUsers, otherApp }) => ({
      [`src/apps/${appOfUsers}/main.ts`]: first(`import '../${otherApp}/main.ts';`),
    }),
    { patterns: SPLIT },
  ),
  violation(
    'a write to the table of another module',
    `tables-belong-to-modules FOREIGN_TABLE_WRITE ${USERS}/store.postgres.ts`,
    {
      [`${USERS}/store.postgres.ts`]: (before) =>
        `${before}export const SQL = 'update customer_order set total = 0 where id = $1';\n`,
    },
  ),
  violation(
    'a read from the schema of another module',
    `tables-belong-to-modules FOREIGN_TABLE_READ ${USERS}/store.postgres.ts`,
    {
      [`${USERS}/store.postgres.ts`]: (before) =>
        `${before}export const SQL = 'select id from orders.customer_order';\n`,
    },
  ),
  violation(
    'a message that nobody says',
    `messages-are-said-and-declared MESSAGE_NEVER_PUBLISHED ${USERS}/subscriptions.ts`,
    {
      [`${USERS}/subscriptions.ts`]: (before) =>
        `${before}export const more = on(auth, 'auth.account-closed.v1', async () => {});\n`,
    },
  ),
  violation(
    'a message that no contract declares',
    `messages-are-said-and-declared MESSAGE_NOT_DECLARED ${USERS}/use-cases.ts`,
    {
      [`${USERS}/use-cases.ts`]: (before) =>
        `import { message } from '#platform/messages.ts';\n${before}export const said = message(users, 'users.user-renamed.v1', '1', {});\n`,
    },
  ),
  violation(
    'a message that two modules say',
    `messages-are-said-and-declared MESSAGE_PUBLISHED_TWICE ${USERS}/use-cases.ts`,
    {
      [`${USERS}/use-cases.ts`]: (before) =>
        `import { message } from '#platform/messages.ts';\nimport { orders } from '#modules/orders/contract.ts';\n${before}export const said = message(orders, 'orders.order-confirmed.v1', '1', {});\n`,
      ...linked('users', 'orders'),
    },
  ),
  violation(
    'a module used without a record',
    `as-recorded DEPENDENCY_NOT_RECORDED ${USERS}/use-cases.ts`,
    {
      [`${USERS}/use-cases.ts`]: first("import { orders } from '#modules/orders/contract.ts';"),
    },
  ),
  violation(
    'a module that is not recorded',
    'as-recorded MODULE_NOT_RECORDED src/modules/extra/contract.ts',
    {
      'src/modules/extra/contract.ts': 'export const extra = {};\n',
    },
  ),
  violation('a module that is gone', 'as-recorded MODULE_MISSING architecture.json', {
    'architecture.json': recording(({ blueprint }) =>
      blueprint?.modules.push({
        name: 'gone',
        singular: 'gone',
        template: 'gone',
        engine: 'postgres',
        paths: [],
      }),
    ),
  }),
  violation('an app that is not recorded', 'as-recorded APP_NOT_RECORDED src/apps/extra/main.ts', {
    'src/apps/extra/main.ts': "import '#platform/paths.ts';\n",
  }),
  violation(
    'a module in an app where it is not placed',
    ({ otherApp }) => [`as-recorded MODULE_NOT_HOSTED src/apps/${otherApp}/main.ts`],
    ({ otherApp }) => ({
      [`src/apps/${otherApp}/main.ts`]: first("import users from '#modules/users/index.ts';"),
    }),
    { patterns: SPLIT },
  ),
  violation(
    'a pattern that is not recorded',
    'as-recorded PATTERN_NOT_RECORDED architecture.json',
    {
      'architecture.json': recording(({ blueprint }) => {
        if (blueprint === undefined) return;
        blueprint.pattern = blueprint.pattern === 'serverless' ? 'microservices' : 'serverless';
      }),
    },
  ),
  violation(
    'a package that is not declared',
    'packages-are-declared UNDECLARED_PACKAGE src/platform/paths.ts',
    {
      'src/platform/paths.ts': first("import leftPad from 'left-pad';"),
    },
  ),
  violation('a package that nothing uses', 'packages-are-declared UNUSED_PACKAGE package.json', {
    'package.json': (before) =>
      before.replace('"dependencies": {', '"dependencies": {\n"left-pad": "1.3.0",'),
  }),
  violation(
    'an import that leads nowhere',
    `imports-lead-somewhere UNRESOLVED_IMPORT ${USERS}/use-cases.ts`,
    {
      [`${USERS}/use-cases.ts`]: first("import './moved.ts';"),
    },
  ),
  violation(
    'a suppression without a reason',
    `suppressions SUPPRESSION_WITHOUT_REASON ${USERS}/use-cases.ts`,
    {
      [`${USERS}/use-cases.ts`]: first('// arch-lint-ignore no-cycles'),
    },
  ),
  violation(
    'a suppression that hides nothing',
    `suppressions SUPPRESSION_UNUSED ${USERS}/use-cases.ts`,
    {
      [`${USERS}/use-cases.ts`]: first('// arch-lint-ignore no-cycles: there was one'),
    },
  ),
];

const MODULES = 'src/modules/<module>';
const ORDERS_TO_INVENTORY = { orders: ['inventory', 'payments'], users: ['auth'] };

/** Rules that generated repositories have no clause of, with one that holds for them. */
const OF_OTHER_RULES = [
  violation(
    'a module that may not be known',
    `${OWN_CLAUSE} DEPENDENCY_NOT_ALLOWED ${USERS}/use-cases.ts`,
    {
      [`${USERS}/use-cases.ts`]: first("import { orders } from '#modules/orders/contract.ts';"),
      ...linked('users', 'orders'),
    },
    {
      clause: {
        rule: 'allowed-dependencies',
        options: { modules: MODULES, allow: ORDERS_TO_INVENTORY },
      },
    },
  ),
  violation(
    'a forbidden package',
    `${OWN_CLAUSE} FORBIDDEN_PACKAGE src/platform/paths.ts`,
    { 'src/platform/paths.ts': first("import { Pool } from 'pg';") },
    {
      clause: {
        rule: 'forbidden-package',
        options: { packages: 'pg', from: 'src/platform/pa*.ts' },
      },
    },
  ),
  violation(
    'input and output out of place',
    `${OWN_CLAUSE} IO_OUTSIDE ${USERS}/store.postgres.ts`,
    { [`${USERS}/store.postgres.ts`]: first("import { readFile } from 'node:fs/promises';") },
    { clause: { rule: 'io-only-in', options: { in: 'src/platform/**', from: 'src/modules/**' } } },
  ),
  violation(
    'a file that grew',
    `${OWN_CLAUSE} FILE_TOO_LONG ${USERS}/domain.ts`,
    { [`${USERS}/domain.ts`]: (before) => `${before}${'// more\n'.repeat(1_000)}` },
    { clause: { rule: 'limits', options: { within: 'src/modules/**', lines: 1_000 } } },
  ),
  violation(
    'a service that imports another one',
    `${OWN_CLAUSE} CROSS_APP_IMPORT services/one/main.ts`,
    {
      'services/one/main.ts': "import '../two/main.ts';\n",
      'services/two/main.ts': 'export {};\n',
    },
    { clause: { rule: 'no-cross-app-import', options: { apps: 'services/<app>' } } },
  ),
  violation(
    'a dead file',
    `${OWN_CLAUSE} ORPHAN_FILE ${ADDED}`,
    { [ADDED]: 'export const added = 1;\n' },
    { clause: { rule: 'no-orphans', options: { within: 'src/modules/**' } } },
  ),
  violation(
    'a path into another package',
    `${OWN_CLAUSE} PATH_ACROSS_PACKAGES packages/one/index.ts`,
    {
      'packages/one/package.json': '{ "name": "one" }',
      'packages/one/index.ts': "import '../two/index.ts';\n",
      'packages/two/package.json': '{ "name": "two" }',
      'packages/two/index.ts': 'export {};\n',
    },
    { clause: { rule: 'packages-by-name', options: {} } },
  ),
  violation(
    'a shared file that one module uses',
    `${OWN_CLAUSE} SHARED_BY_FEW src/shared/names.ts`,
    {
      'src/shared/names.ts': 'export const NAMES = [];\n',
      [`${USERS}/domain.test.ts`]: "import '../../shared/names.ts';\n",
    },
    {
      clause: {
        rule: 'shared-kernel',
        options: {
          shared: ['src/shared/**', 'src/platform/**'],
          except: ['src/platform/**'],
          modules: MODULES,
        },
      },
    },
  ),
  violation(
    'services that wait for each other in a row',
    `${OWN_CLAUSE} SYNC_CALL_CHAIN src/apps/auth/calls.ts`,
    {
      'src/apps/auth/calls.ts': "await fetch('http://users:8080/');\n",
      'src/apps/users/calls.ts': "await fetch('http://orders:8080/');\n",
      'src/apps/orders/calls.ts': "await fetch('http://payments:8080/');\n",
    },
    { clause: { rule: 'sync-call-chains', options: { apps: 'src/apps/<app>' } } },
  ),
  violation(
    'a stable module that leans on an unstable one',
    `${OWN_CLAUSE} LESS_STABLE_DEPENDENCY src/modules/inventory/use-cases.ts`,
    {
      'src/modules/inventory/use-cases.ts': first(
        "import { users } from '#modules/users/contract.ts';",
      ),
      ...linked('inventory', 'users'),
    },
    { clause: { rule: 'unstable-dependency', options: { modules: MODULES } } },
  ),
];

/** What those rules tell does not depend on the pattern, so one will do. */
export const VIOLATIONS: readonly Violation[] = [
  ...OF_BASE_CLAUSES,
  ...OF_OTHER_RULES.map((one): Violation => ({ ...one, patterns: ['microservices'] })),
];
