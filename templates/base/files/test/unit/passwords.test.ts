import assert from 'node:assert/strict';
import { scryptSync } from 'node:crypto';
import { test } from 'node:test';

// Whatever this environment says, it is the cost of production that is looked at.
process.env['NODE_ENV'] = 'production';
const { hashPassword, passwordMatches } = await import('#platform/passwords.ts');

test('a password is hashed at the full cost, never twice alike, and matches itself alone', async () => {
  const [one, other] = await Promise.all([
    hashPassword('correct-horse'),
    hashPassword('correct-horse'),
  ]);
  assert.match(one, /^scrypt\$32768\$8\$3\$/);
  assert.notEqual(one, other);
  assert.equal(await passwordMatches('correct-horse', one), true);
  assert.equal(await passwordMatches('correct-house', one), false);
});

test('a hash of another cost still matches', async () => {
  const salt = Buffer.from('of the release before');
  const key = scryptSync('correct-horse', salt, 32, { N: 1024, r: 8, p: 1 });
  const hash = ['scrypt', 1024, 8, 1, salt.toString('base64'), key.toString('base64')].join('$');
  assert.equal(await passwordMatches('correct-horse', hash), true);
});
