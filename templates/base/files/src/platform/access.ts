import { ANONYMOUS, type Actor } from './call.ts';
import { Refusal } from './errors.ts';
import type { Policy } from './routes.ts';
import type { VerifyToken } from './tokens.ts';

/** Who is asking. No token is anonymous; a bad token is refused, even on public routes. */
export async function authenticate(
  authorization: string | undefined,
  verify: VerifyToken,
): Promise<Actor> {
  if (authorization === undefined) return ANONYMOUS;
  const token = /^Bearer ([^\s]+)$/i.exec(authorization)?.[1];
  const actor = token ? await verify(token) : null;
  if (!actor) throw new Refusal('unauthenticated', 401, 'The access token is not valid');
  return actor;
}

export function authorize(policy: Policy, actor: Actor): void {
  if (policy.allow === 'public') return;
  if (actor.kind !== 'user')
    throw new Refusal('unauthenticated', 401, 'Sign in first: this needs an access token');
  if (policy.allow === 'roles' && !policy.roles.some((role) => actor.roles.includes(role))) {
    throw new Refusal('forbidden', 403, `This needs one of the roles: ${policy.roles.join(', ')}`);
  }
}

/** True for the owner of a thing and for administrators. */
export function ownsOrAdministers(actor: Actor, ownerId: string): boolean {
  return actor.id === ownerId || actor.roles.includes('admin');
}
