import { createHash, randomUUID } from 'node:crypto';
import { SignJWT, createLocalJWKSet, createRemoteJWKSet, errors, importJWK, jwtVerify } from 'jose';
import type { JSONWebKeySet, JWTPayload, JWTVerifyGetKey } from 'jose';
import type { Actor } from './call.ts';
import type { Config } from './config.ts';
import { Refusal } from './errors.ts';

/** Issues and checks the tokens of users. The issuer's public keys are all that other apps need. */
export interface Tokens {
  issue(actor: {
    readonly id: string;
    readonly roles: readonly string[];
    /** Said in the token besides who it is. */
    readonly claims?: Readonly<Record<string, unknown>>;
  }): Promise<{ token: string; expiresIn: number }>;
  keys(): JSONWebKeySet;
  readonly issuer: string;
}

const LIFETIME_SECONDS = 15 * 60;

type Key = JSONWebKeySet['keys'][number];
type PrivateKey = NonNullable<Config['AUTH_PRIVATE_JWK']>;

/** A key's own name, or else its thumbprint (RFC 7638). */
function kidOf({ kid, crv, kty, x, y }: PrivateKey): string {
  const said = JSON.stringify({ crv, kty, x, y });
  return kid ?? createHash('sha256').update(said).digest('base64url');
}

/** All keys whose tokens are good: the one that signs, and during a rotation the next or the last one. */
function publicKeys({ AUTH_PRIVATE_JWK: jwk, AUTH_PUBLIC_JWKS: others }: Config): JSONWebKeySet {
  const own = jwk ? [publicPart(jwk)] : [];
  const kids = new Set(own.map(({ kid }) => kid));
  return { keys: [...own, ...((others?.keys ?? []) as Key[]).filter(({ kid }) => !kids.has(kid))] };
}

function publicPart(jwk: PrivateKey): Key {
  const { d: _private, ...key } = jwk;
  return { ...key, kid: kidOf(jwk), alg: 'ES256', use: 'sig' };
}

/** The issuer, where this app holds the private key (only the app that hosts `auth` does). */
export function tokenIssuer(config: Config): Tokens {
  const jwk = config.AUTH_PRIVATE_JWK;
  return {
    issuer: config.AUTH_ISSUER,
    keys: () => publicKeys(config),
    issue: async ({ id, roles, claims }) => {
      if (!jwk)
        throw new Refusal('signs-in-elsewhere', 403, `Tokens come from ${config.AUTH_ISSUER}`);
      const token = await new SignJWT({ ...claims, roles })
        .setProtectedHeader({ alg: 'ES256', kid: kidOf(jwk), typ: 'at+jwt' })
        .setSubject(id)
        .setIssuer(config.AUTH_ISSUER)
        .setAudience(config.AUTH_AUDIENCE)
        .setIssuedAt()
        .setJti(randomUUID())
        .setExpirationTime(`${LIFETIME_SECONDS}s`)
        .sign(await importJWK(jwk, 'ES256'));
      return { token, expiresIn: LIFETIME_SECONDS };
    },
  };
}

export type VerifyToken = (token: string) => Promise<Actor | null>;

/** Checks signature, algorithm, issuer, audience and time; `null` for any token that is not good. Refuses while keys cannot be had. */
export function tokenVerifier(config: Config): VerifyToken {
  const keys = verificationKeys(config);
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        algorithms: ['ES256', 'RS256'],
        issuer: config.AUTH_ISSUER,
        audience: config.AUTH_AUDIENCE,
        requiredClaims: ['sub', 'exp'],
      });
      return payload.sub
        ? { kind: 'user', id: payload.sub, roles: rolesIn(payload, config) }
        : null;
    } catch (error) {
      if (keysAreAway(error))
        throw new Refusal(
          'dependency-unavailable',
          503,
          'Access tokens cannot be checked at the moment',
        );
      return null;
    }
  };
}

/** The roles that a token claims, wherever its issuer puts them: a list, or words in one string. */
function rolesIn(payload: JWTPayload, { AUTH_ROLES_CLAIM }: Config): string[] {
  let claimed: unknown = payload[AUTH_ROLES_CLAIM];
  if (claimed === undefined) {
    claimed = payload;
    for (const part of AUTH_ROLES_CLAIM.split('.'))
      claimed = (claimed as Record<string, unknown> | null | undefined)?.[part];
  }
  if (typeof claimed === 'string') return claimed.split(' ');
  return Array.isArray(claimed) ? claimed.filter((role) => typeof role === 'string') : [];
}

/** The key set's server does not answer, or with something else: the token may well be good. */
function keysAreAway(error: unknown): boolean {
  if (error instanceof errors.JOSEError)
    return error.code === 'ERR_JWKS_TIMEOUT' || error.code === 'ERR_JOSE_GENERIC';
  return error instanceof TypeError && error.message === 'fetch failed';
}

function verificationKeys(config: Config): JWTVerifyGetKey {
  if (config.AUTH_JWKS_URL)
    return createRemoteJWKSet(new URL(config.AUTH_JWKS_URL), {
      timeoutDuration: 3_000,
      // An unknown key asks for the set again, but not for every token that somebody makes up.
      cooldownDuration: 2_000,
    });
  return createLocalJWKSet(publicKeys(config));
}

/** Proof of which app is calling, for calls between apps. One minute, one audience. */
export async function serviceToken(secret: string, from: string, to: string): Promise<string> {
  return new SignJWT({})
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(from)
    .setAudience(to)
    .setIssuedAt()
    .setExpirationTime('60s')
    .sign(new TextEncoder().encode(secret));
}

export async function verifyServiceToken(
  secret: string,
  token: string,
  audience: string,
): Promise<boolean> {
  try {
    await jwtVerify(token, new TextEncoder().encode(secret), {
      algorithms: ['HS256'],
      audience,
      requiredClaims: ['iss', 'exp'],
    });
    return true;
  } catch {
    return false;
  }
}
