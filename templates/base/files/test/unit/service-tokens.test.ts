import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SignJWT } from 'jose';
import { serviceToken, verifyServiceToken } from '#platform/tokens.ts';

const SECRET = 's'.repeat(32);

/** A token of `orders` for `inventory`, except in what is said. */
const signed = (said: {
  issuer?: string | null;
  audience?: string;
  expires?: string | null;
  secret?: string;
}) => {
  const { issuer = 'orders', audience = 'inventory', expires = '60s', secret = SECRET } = said;
  const token = new SignJWT({}).setProtectedHeader({ alg: 'HS256' }).setAudience(audience);
  if (issuer !== null) token.setIssuer(issuer);
  if (expires !== null) token.setExpirationTime(expires);
  return token.sign(new TextEncoder().encode(secret));
};
const isGood = async (token: Promise<string>) =>
  verifyServiceToken(SECRET, await token, 'inventory');

test('an app that proves who it is may call', async () => {
  assert.equal(await isGood(serviceToken(SECRET, 'orders', 'inventory')), true);
  assert.equal(await isGood(signed({})), true);
});

for (const [what, said] of Object.entries({
  'for another app': { audience: 'payments' },
  'that has expired': { expires: '-1s' },
  'that never expires': { expires: null },
  'of nobody': { issuer: null },
  'signed with another secret': { secret: 'x'.repeat(32) },
})) {
  test(`a token ${what} is refused`, async () => {
    assert.equal(await isGood(signed(said)), false);
  });
}
