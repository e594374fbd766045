import { decodeJwt } from 'jose';
import type { Actor } from '#platform/call.ts';
import { Refusal } from '#platform/errors.ts';
import { defineExtension } from '#platform/extension.ts';
import type { Request, TenantOf } from '#platform/exchange.ts';
import { currentTenant } from '#platform/tenant.ts';
import { tokenIssuer } from '#platform/tokens.ts';
import * as z from 'zod';

/** What is the same for all tenants: the keys that tokens are checked with, and what describes them. */
const WITHOUT_TENANT = ['/.well-known/'];
const HEADER = 'x-tenant';
const NOBODYS = 'none';

const Tenant = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/);

/**
 * Every request, message and job belongs to one tenant. Who is signed in belongs to the tenant of the token, whatever
 * else the request says; somebody unknown names one in a header. The database does the rest: see
 * `migrations/after/tenancy.sql`.
 */
export const extension = defineExtension({
  name: 'tenancy',
  settings: z.object({
    TENANT_CLAIM: z.string().min(1).default('tenant'),
    TENANT_DEFAULT: Tenant.optional(),
  }),
  open: ({ settings: { TENANT_CLAIM, TENANT_DEFAULT }, config }) => {
    const named = TENANT_DEFAULT ?? (config.NODE_ENV === 'production' ? NOBODYS : 'main');
    const byDefault = named === NOBODYS ? undefined : named;
    const tokens = tokenIssuer(config);
    const tenantOf: TenantOf = ({ path }, request, actor) => {
      if (WITHOUT_TENANT.some((prefix) => path.startsWith(prefix))) return undefined;
      return actor.kind === 'anonymous'
        ? ofVisitor(request, byDefault)
        : ofToken(request, actor, TENANT_CLAIM, byDefault);
    };
    return {
      tenantOf,
      ports: {
        tokens: {
          ...tokens,
          issue: (to) => {
            const tenant = currentTenant();
            if (tenant === undefined) throw new Error('A token is issued on behalf of a tenant');
            return tokens.issue({ ...to, claims: { ...to.claims, [TENANT_CLAIM]: tenant } });
          },
        },
      },
    };
  },
});

function ofVisitor(request: Request, byDefault: string | undefined): string {
  const tenant = headerOf(request) ?? byDefault;
  if (tenant === undefined)
    throw new Refusal('tenant-required', 400, `Say whose data this is about: the header ${HEADER}`);
  return valid(tenant);
}

/** The token was checked before, so what it claims is true. */
function ofToken(
  request: Request,
  actor: Actor,
  claim: string,
  byDefault: string | undefined,
): string {
  const token = String(request.headers['authorization']).replace(/^\S+\s+/, '');
  const claimed = decodeJwt(token)[claim] ?? byDefault;
  if (typeof claimed !== 'string')
    throw new Refusal('no-tenant', 403, `The token of ${actor.id} does not say whose it is`);
  const asked = headerOf(request);
  if (asked !== undefined && asked !== claimed)
    throw new Refusal('wrong-tenant', 403, 'The token belongs to another tenant');
  return valid(claimed);
}

function headerOf({ headers }: Request): string | undefined {
  const value = headers[HEADER];
  return Array.isArray(value) ? value[0] : value;
}

function valid(tenant: string): string {
  if (!Tenant.safeParse(tenant).success || tenant === NOBODYS)
    throw new Refusal('invalid-tenant', 400, 'A tenant is 1 to 63 letters, digits, dots or dashes');
  return tenant;
}
