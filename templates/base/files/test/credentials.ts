import { createHash, generateKeyPairSync, randomUUID } from 'node:crypto';
import { base64url, importJWK, type JWK, SignJWT } from 'jose';

/** A key that a test signs with, and gives to the system as AUTH_PRIVATE_JWK. */
export function newKey(kid: string = randomUUID()): JWK {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { ...privateKey.export({ format: 'jwk' }), kid, alg: 'ES256' } as JWK;
}

export function publicPart({ d: _private, ...key }: JWK): JWK {
  return key;
}

export interface Claims {
  readonly sub?: string | undefined;
  readonly iss?: string;
  readonly aud?: string;
  readonly exp?: number | undefined;
  readonly nbf?: number;
  readonly roles?: readonly string[];
  readonly [claim: string]: unknown;
}

const now = () => Math.floor(Date.now() / 1000);

/** Signs tokens as the issuer does, with any claim changed. */
export function signer(key: JWK, issuer: string) {
  return async (changed: Claims = {}, header: Record<string, unknown> = {}): Promise<string> => {
    const claims = {
      sub: randomUUID(),
      iss: issuer,
      aud: 'api',
      iat: now(),
      exp: now() + 300,
      roles: [],
      ...changed,
    };
    const given = Object.fromEntries(
      Object.entries(claims).filter(([, value]) => value !== undefined),
    );
    return new SignJWT(given)
      .setProtectedHeader({ alg: 'ES256', kid: key.kid ?? '', ...header })
      .sign(await importJWK(key, 'ES256'));
  };
}

/** Credentials that must open nothing at all, each wrong in one respect. */
export async function badTokens(
  key: JWK,
  issuer: string,
  serviceSecret: string,
): Promise<Readonly<Record<string, string>>> {
  const sign = signer(key, issuer);
  const roles = ['admin', 'customer'];
  const good = await sign({ roles });
  const [header = '', payload = '', signature = ''] = good.split('.');
  const unsigned = base64url.encode(JSON.stringify({ alg: 'none', kid: key.kid, typ: 'JWT' }));
  const richer = base64url.encode(
    JSON.stringify({
      ...JSON.parse(new TextDecoder().decode(base64url.decode(payload))),
      roles: ['admin'],
    }),
  );
  const symmetric = (secret: Uint8Array) =>
    new SignJWT({ roles, sub: 'x' })
      .setProtectedHeader({ alg: 'HS256', kid: key.kid ?? '' })
      .setIssuer(issuer)
      .setAudience('api')
      .setExpirationTime('5m')
      .sign(secret);
  return {
    garbage: 'garbage',
    'three parts of garbage': 'a.b.c',
    expired: await sign({ roles, exp: now() - 60 }),
    'not yet valid': await sign({ roles, nbf: now() + 600 }),
    'without an end': await sign({ roles, exp: undefined }),
    'without a subject': await sign({ roles, sub: undefined }),
    'an empty subject': await sign({ roles, sub: '' }),
    'wrong audience': await sign({ roles, aud: 'another-api' }),
    'no audience': await sign({ roles, aud: undefined as never }),
    'wrong issuer': await sign({ roles, iss: 'https://evil.example' }),
    'wrong key': await signer(newKey(key.kid), issuer)({ roles }),
    'unknown key': await signer(newKey(), issuer)({ roles }),
    'alg none': `${unsigned}.${payload}.`,
    'alg none, with a signature': `${unsigned}.${payload}.${signature}`,
    'no signature': `${header}.${payload}.`,
    'changed payload': `${header}.${richer}.${signature}`,
    'signed with the public key as a secret': await symmetric(
      new TextEncoder().encode(JSON.stringify(publicPart(key))),
    ),
    'signed with the secret between apps': await symmetric(new TextEncoder().encode(serviceSecret)),
    'a hash': createHash('sha256').update('x').digest('hex'),
  };
}
