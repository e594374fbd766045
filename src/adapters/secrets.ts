import { createECDH, createHash } from 'node:crypto';
import type { Contribution } from '#features/contribution.js';
import { assertNever } from '#shared/assert-never.js';

/** What an env key of a generated repo may need to be filled with. */
export type SecretKind = NonNullable<Extract<Contribution, { kind: 'env' }>['secret']>;

/** Where randomness comes from: `randomBytes` of node:crypto, or fixed bytes in a test. */
export type RandomBytes = (count: number) => Uint8Array;

/** A P-256 key or a 256-bit secret. */
const BYTES = 32;
const ATTEMPTS = 8;

/** Makes a secret of a kind from the given randomness alone. */
export function makeSecret(kind: SecretKind, random: RandomBytes): string {
  switch (kind) {
    case 'hex32':
      return Buffer.from(random(BYTES)).toString('hex');
    case 'es256-jwk':
      return JSON.stringify(signingKey(random));
    default:
      return assertNever(kind);
  }
}

interface SigningKey {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
  readonly d: string;
  readonly alg: 'ES256';
  readonly use: 'sig';
  /** The thumbprint of RFC 7638, so that equal keys have equal ids. */
  readonly kid: string;
}

function signingKey(random: RandomBytes): SigningKey {
  const { secret, point } = keyPair(random);
  // An uncompressed point: 04, then x, then y.
  const x = base64url(point.subarray(1, 1 + BYTES));
  const y = base64url(point.subarray(1 + BYTES));
  const thumbprint = JSON.stringify({ crv: 'P-256', kty: 'EC', x, y });
  const kid = createHash('sha256').update(thumbprint).digest('base64url');
  return { kty: 'EC', crv: 'P-256', x, y, d: base64url(secret), alg: 'ES256', use: 'sig', kid };
}

/** Not every 32 bytes are a key of the curve; one draw in four billion is not. */
function keyPair(random: RandomBytes): { secret: Uint8Array; point: Uint8Array } {
  const pair = createECDH('prime256v1');
  for (let attempt = 1; ; attempt++) {
    const secret = random(BYTES);
    try {
      pair.setPrivateKey(secret);
      return { secret, point: pair.getPublicKey() };
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
    }
  }
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
