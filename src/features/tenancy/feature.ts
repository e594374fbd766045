import type { Feature } from '#features/contribution.js';
import { PATTERN_IDS } from '#shared/pattern-id.js';

/** Many customers in one system, kept apart by the database. */
export const feature = {
  id: 'tenancy',
  group: 'product',
  title: 'Tenants, kept apart by row security',
  summary: 'Each request, message and job belongs to one tenant; PostgreSQL shows no other rows.',
  requires: [],
  conflicts: ['dynamodb'],
  patterns: PATTERN_IDS,
  defaultFor: [],
  contributes: [
    { kind: 'extension', name: 'tenancy', port: null },
    {
      kind: 'env',
      key: 'TENANT_CLAIM',
      example: 'tenant',
      commented: true,
      doc: 'The claim of an access token that says which tenant it is for.',
      deployed: { extension: 'tenancy', secret: false, compose: 'tenant' },
    },
    {
      kind: 'env',
      key: 'TENANT_DEFAULT',
      example: 'none',
      commented: true,
      doc: 'The tenant of tokens and visitors that name none; `none` refuses them. Unset means `none` in production, `main` elsewhere.',
      deployed: { extension: 'tenancy', secret: false, compose: 'main' },
    },
    {
      kind: 'doc-section',
      title: 'Tenants',
      body: `Many customers share this system, and none sees another's rows, whatever a use case does.

**Whose is it?** Who is signed in acts for the tenant that the access token names (\`TENANT_CLAIM\`; our own tokens name the one that the account was opened in). A visitor names one in the header \`x-tenant\`, which a gateway can set from the host name. A token without a tenant is refused with 403, a visitor without one with 400, a header that contradicts the token with 403. Without a tenant work: \`/.well-known/\`, health, metrics and \`/openapi.json\`.

**Who keeps them apart?** PostgreSQL. Each unit of work, reads too, is a transaction that says \`app.tenant\`; after the migrations of a module every table of it gets a column \`tenant\` that is filled from it, and a policy that shows and takes only those rows, forced on the owner too. Where no tenant is said, tables look empty. \`test/resilience/tenancy.test.ts\` finds tables without a policy, and asks every route in \`/openapi.json\` for another tenant's things.

**What travels with it:** messages, remote calls, jobs, cached answers and idempotency keys. Outbox, inbox and jobs show a unit of work its own tenant's rows, and all rows to the relay and the workers, which act for everybody and say no tenant: a policy instead of none, so that injected SQL in a request finds nothing there either.

**What modules must know:** nothing, but for two rules of their SQL. What is unique is unique for a tenant (an address may have an account with each), so write \`on conflict on constraint <name>\`, since the columns change; primary keys of UUIDs stay as they are. A migration that changes rows says \`alter table … no force row level security\` first, else it stops; the policies come back at its end.

**An identity provider of your own** puts the tenant into its tokens. The same subject in two tenants is two people here as long as its id is not the primary key of a row: give people an id for each tenant.

**Adding tenants to a system that has rows:** run the migrations once with \`?options=-c%20app.tenant%3Dmain\` behind \`MIGRATE_DATABASE_URL\`; what is there becomes that tenant's.

**Removing a tenant:** \`delete from <table> where tenant = …\` in every module's tables, as the owner with \`set app.tenant\`. A read costs two more round trips to the database than without tenants (\`begin\` with the tenant, and \`commit\`).`,
    },
  ],
} as const satisfies Feature;
