/** The phases of a generated repo's own checks, in the order in which they get slower. */
export const PHASES = ['check', 'unit', 'acceptance', 'security', 'resilience'] as const;
export type Phase = (typeof PHASES)[number];

/** A bug planted in a generated repo, and who must notice it. */
export interface Mutant {
  readonly id: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  /** The first phase that turns red. */
  readonly phase: Phase;
  /** What of that phase is enough to notice: a script of `npm run check`, or words in test files’ paths. */
  readonly notices: string;
  /** Of these files, the tests whose names match: the others would only wait. */
  readonly tests?: string;
  /** How often to look, where what notices draws its schedules by chance; once by default. */
  readonly looks?: number;
}

const PLATFORM = 'src/platform';
const MODULES = 'src/modules';

export const MUTANTS: readonly Mutant[] = [
  {
    id: 'deep import: a module reaches into another one',
    file: `${MODULES}/orders/use-cases.ts`,
    find: "import { orders } from './contract.ts';",
    replace:
      "import { orders } from './contract.ts';\nimport { take } from '#modules/inventory/domain.ts';\nvoid take;",
    phase: 'check',
    notices: 'arch',
  },
  {
    id: 'policy missing: anybody may change items',
    file: `${MODULES}/inventory/routes.ts`,
    find: "    summary: 'Change name, price or stock',\n    policy: roles('admin'),\n",
    replace: "    summary: 'Change name, price or stock',\n",
    phase: 'check',
    notices: 'types',
  },
  {
    id: 'a migration drops what the release before still reads',
    file: `${MODULES}/inventory/migrations/postgres/0001_item.sql`,
    find: 'create table reservation (',
    replace: 'alter table item_of_old drop column price;\n\ncreate table reservation (',
    phase: 'check',
    notices: 'migrations',
  },
  {
    id: 'compensation missing: stock of a refused charge is not given back',
    file: `${MODULES}/orders/use-cases.ts`,
    find: "          message(inventory, 'inventory.release-stock.v1', orderId, { orderId }),\n          rejected(order, reason),\n        ],\n      });\n    },\n\n    /** A step",
    replace: '          rejected(order, reason),\n        ],\n      });\n    },\n\n    /** A step',
    phase: 'unit',
    notices: 'orders/saga',
  },
  {
    id: 'sold out is not noticed',
    file: `${MODULES}/inventory/domain.ts`,
    find: 'if (item.stock < quantity)',
    replace: 'if (item.stock < 0)',
    phase: 'unit',
    notices: 'inventory/domain',
  },
  {
    id: 'a released message is no longer understood',
    file: `${MODULES}/payments/contract.ts`,
    find: "'payments.charged.v1': ForOrder.extend({ chargeId: z.string() })",
    replace: "'payments.charged.v1': ForOrder.extend({ chargeId: z.string(), fee: z.number() })",
    phase: 'check',
    notices: 'types',
  },
  {
    id: 'dropped outbox write: a change is committed without its message',
    file: `${PLATFORM}/postgres.ts`,
    find: 'for (const [index, message] of messages.entries()) {',
    replace: 'for (const [index, message] of messages.slice(1).entries()) {',
    phase: 'acceptance',
    notices: 'users',
    tests: 'has a profile soon after',
  },
  {
    id: 'missing role check',
    file: `${PLATFORM}/access.ts`,
    find: "if (policy.allow === 'roles' && !policy.roles.some((role) => actor.roles.includes(role))) {",
    replace: "if (policy.allow === 'roles' && policy.roles.length === 0) {",
    phase: 'acceptance',
    notices: 'inventory',
    tests: 'a customer cannot add items',
  },
  {
    id: 'wrong owner: everybody sees everybody’s orders',
    file: `${PLATFORM}/access.ts`,
    find: "return actor.id === ownerId || actor.roles.includes('admin');",
    replace: "return actor.id !== '' || ownerId !== '';",
    phase: 'acceptance',
    notices: 'users',
    tests: 'closed to strangers',
  },
  {
    id: 'lost update: a change is written over another one',
    file: `${MODULES}/inventory/store.postgres.ts`,
    find: 'version = item.version + 1 where item.version = $5\n',
    replace: 'version = item.version + 1 where $5 >= 0\n',
    phase: 'acceptance',
    notices: 'inventory',
    tests: 'neither change is lost',
  },
  {
    id: 'cross-schema read: payments looks into the tables of orders',
    file: `${MODULES}/payments/store.postgres.ts`,
    find: 'from charge where order_id = $1',
    replace: 'from orders.customer_order where id = $1',
    phase: 'acceptance',
    notices: 'orders',
    tests: 'stock falls and the customer is charged once',
  },
  {
    id: 'idempotency ignored: the same request twice is done twice',
    file: `${PLATFORM}/requests.ts`,
    find: 'if (key === undefined || !isKept) return run(call);',
    replace: "if (key !== '' || !isKept) return run(call);",
    phase: 'acceptance',
    notices: 'orders',
    tests: 'one Idempotency-Key',
  },
  {
    id: 'inbox skipped: a message that comes twice has its effect twice',
    file: `${PLATFORM}/postgres.ts`,
    find: 'if (!(await firstTime(sql, call))) return;',
    replace: 'await firstTime(sql, call);',
    phase: 'resilience',
    notices: 'messaging',
  },
  {
    id: 'acknowledged before it is done: a message is forgotten whatever becomes of it',
    file: `${PLATFORM}/postgres-queue.ts`,
    find: 'await deliver(toEnvelope(row));',
    replace: 'void deliver(toEnvelope(row)).catch(() => {});',
    phase: 'resilience',
    notices: 'messaging',
  },
  {
    id: 'swallowed error: a handler fails and nobody hears of it',
    file: `${PLATFORM}/delivery.ts`,
    find: 'if (failures.length > 0) throw failures[0];',
    replace: 'if (failures.length > 1_000) throw failures[0];',
    phase: 'unit',
    notices: 'unit/delivery',
  },
  {
    id: 'retry without limit: a poisoned message is tried for ever',
    file: `${PLATFORM}/postgres-queue.ts`,
    find: "later || attempts < MAX_ATTEMPTS ? 'pending' : 'dead'",
    replace: "later || attempts < MAX_ATTEMPTS * 1_000 ? 'pending' : 'dead'",
    phase: 'resilience',
    notices: 'messaging',
  },
  {
    id: 'no order: a message overtakes an earlier one of its key',
    file: `${PLATFORM}/postgres-queue.ts`,
    find: 'where earlier.key = q.key and',
    replace: "where earlier.key = q.key || '!' and",
    phase: 'resilience',
    notices: 'messaging',
    looks: 4,
  },
  {
    id: 'no drain: SIGTERM ends requests under way',
    file: `${PLATFORM}/process.ts`,
    find: '    await close();\n    clearTimeout(late);',
    replace: '    void close;\n    clearTimeout(late);',
    phase: 'resilience',
    notices: 'drain',
  },
  {
    id: 'no tombstone: stock is held for an order that is already undone',
    file: `${MODULES}/inventory/use-cases.ts`,
    find: "if (before && before.state !== 'held') return;",
    replace: "if (before?.state !== 'held') return;",
    phase: 'resilience',
    notices: 'saga',
  },
  {
    id: 'too much access: every module’s role may read every table',
    file: `${PLATFORM}/migrate.ts`,
    find: 'grant usage on schema "${schema}" to ${role}`',
    replace:
      'grant usage on schema "${schema}" to public; alter default privileges in schema "${schema}" grant select on tables to public`',
    phase: 'resilience',
    notices: 'role',
  },
  {
    id: 'no time limit: a statement may run for ever',
    file: `${PLATFORM}/postgres-pool.ts`,
    find: 'lock_timeout: config.DATABASE_LOCK_TIMEOUT_MS',
    replace: 'lock_timeout: config.DATABASE_LOCK_TIMEOUT_MS * 1_000',
    phase: 'resilience',
    notices: 'limits',
  },
  {
    id: 'If-Match ignored: a change is written over one that nobody has seen',
    file: `${PLATFORM}/versions.ts`,
    find: 'if (call.expectedVersion !== undefined && call.expectedVersion !== version)',
    replace: 'if (call.expectedVersion !== undefined && call.expectedVersion > version)',
    phase: 'acceptance',
    notices: 'inventory',
    tests: 'names an older version',
  },
  {
    id: 'a made-up cursor is taken for the beginning',
    file: `${PLATFORM}/pages.ts`,
    find: 'if (id !== undefined && cursorOf(id) === text) return id;',
    replace: 'if (id !== undefined || text.length > 0) return id;',
    phase: 'acceptance',
    notices: 'inventory',
    tests: 'opaque cursor',
  },
  {
    id: 'refresh tokens are good more than once',
    file: `${MODULES}/auth/use-cases.ts`,
    find: 'const account = known?.isNewest ?',
    replace: 'const account = known ?',
    phase: 'acceptance',
    notices: 'acceptance/auth',
    tests: 'good once',
  },
  {
    id: 'a thief keeps his session: reuse of a refresh token ends nothing',
    file: `${MODULES}/auth/use-cases.ts`,
    find: 'if (known && !known.isNewest) await store.endSession(call, known.session.id);',
    replace: '',
    phase: 'acceptance',
    notices: 'acceptance/auth',
    tests: 'good once',
  },
  {
    id: 'a policy is widened: anybody who is signed in lists all profiles',
    file: `${MODULES}/users/routes.ts`,
    find: "    policy: roles('admin'),\n",
    replace: '    policy: SIGNED_IN,\n',
    phase: 'acceptance',
    notices: 'openapi',
    tests: 'clients rely on',
  },
  {
    id: 'tokens for somebody else are taken: the audience is not checked',
    file: `${PLATFORM}/tokens.ts`,
    find: '        audience: config.AUTH_AUDIENCE,\n',
    replace: '',
    phase: 'security',
    notices: 'access',
  },
  {
    id: 'leaked secret: errors are logged with the rows they are about',
    file: `${PLATFORM}/process.ts`,
    find: 'serializers: { error: errorFields }',
    replace: 'serializers: { error: pino.stdSerializers.err }',
    phase: 'security',
    notices: 'secrets',
  },
  {
    id: 'limits escaped: anybody may say where a request comes from',
    file: `${PLATFORM}/http.ts`,
    find: 'trustProxy: config.TRUSTED_PROXIES ?? false',
    replace: 'trustProxy: config.TRUSTED_PROXIES ?? true',
    phase: 'security',
    notices: 'doors',
  },
  {
    id: 'any server will do: the certificate of the database is not verified',
    file: `${PLATFORM}/tls.ts`,
    find: 'ssl: { ca: authority }',
    replace: 'ssl: { ca: authority, rejectUnauthorized: false } as { ca: string }',
    phase: 'security',
    notices: 'tls',
  },
];
