import { SignJWT, createLocalJWKSet, createRemoteJWKSet, errors, importJWK, jwtVerify } from 'jose';
import type { JSONWebKeySet, JWTVerifyGetKey } from 'jose';
import type { Actor } from './call.ts';
import type { Config } from './config.ts';
import { Refusal } from './errors.ts';

/** Issues and checks the tokens of users. The issuer's public keys are all that other apps need. */
export interface Tokens {
  issue(actor: {
    readonly id: string;
    readonly roles: readonly string[];
  }): Promise<{ token: string; expiresIn: number }>;
  keys(): JSONWebKeySet;
  readonly issuer: string;
}

const LIFETIME_SECONDS = 15 * 60;

/** The issuer, where this app holds the private key (only the app that hosts `auth` does). */
export function tokenIssuer(config: Config): Tokens {
  const jwk = config.AUTH_PRIVATE_JWK;
  const { d: _private, ...publicKey } = jwk ?? {};
  return {
    issuer: config.AUTH_ISSUER,
    keys: () => ({
      keys: jwk
        ? [{ ...publicKey, alg: 'ES256', use: 'sig' } as JSONWebKeySet['keys'][number]]
        : [],
    }),
    issue: async ({ id, roles }) => {
      if (!jwk) throw new Error('AUTH_PRIVATE_JWK is not set, so this app cannot issue tokens');
      const token = await new SignJWT({ roles })
        .setProtectedHeader({ alg: 'ES256', ...(jwk['kid'] && { kid: jwk['kid'] }) })
        .setSubject(id)
        .setIssuer(config.AUTH_ISSUER)
        .setAudience(config.AUTH_AUDIENCE)
        .setIssuedAt()
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
      const claimed = payload['roles'];
      const roles = Array.isArray(claimed)
        ? claimed.filter((role) => typeof role === 'string')
        : [];
      return { kind: 'user', id: payload.sub ?? '', roles };
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

/** The key set's server does not answer, or with something else: the token may well be good. */
function keysAreAway(error: unknown): boolean {
  if (error instanceof errors.JOSEError)
    return error.code === 'ERR_JWKS_TIMEOUT' || error.code === 'ERR_JOSE_GENERIC';
  return error instanceof TypeError && error.message === 'fetch failed';
}

function verificationKeys(config: Config): JWTVerifyGetKey {
  if (config.AUTH_JWKS_URL)
    return createRemoteJWKSet(new URL(config.AUTH_JWKS_URL), { timeoutDuration: 3000 });
  return createLocalJWKSet(tokenIssuer(config).keys());
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
