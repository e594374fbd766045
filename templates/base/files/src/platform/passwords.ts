import { createHash, randomBytes, scrypt, type ScryptOptions, timingSafeEqual } from 'node:crypto';

// One of OWASP's equally strong costs for scrypt: the one that takes 32 MiB a hash, since a few at once must fit a small
// container. Tests sign in hundreds of times, to nobody's account.
const COST =
  process.env['NODE_ENV'] === 'test' ? { N: 2 ** 10, r: 8, p: 1 } : { N: 2 ** 15, r: 8, p: 3 };

// Two at a time: the others wait here, and not in the threads that also look up host names.
const lanes: Promise<unknown>[] = [Promise.resolve(), Promise.resolve()];
let turn = 0;

function derive(password: string, salt: Buffer, cost: ScryptOptions): Promise<Buffer> {
  turn = (turn + 1) % lanes.length;
  const derived = (lanes[turn] ?? Promise.resolve()).then(
    () =>
      new Promise<Buffer>((resolve, reject) => {
        const options = { ...cost, maxmem: 256 * 1024 * 1024 };
        scrypt(password.normalize('NFKC'), salt, 32, options, (error, key) =>
          error ? reject(error) : resolve(key),
        );
      }),
  );
  lanes[turn] = derived.catch(() => {});
  return derived;
}

/** `scrypt$N$r$p$salt$key`: what it cost stands in it, so that the cost can be raised later. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, COST);
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64'), key.toString('base64')].join(
    '$',
  );
}

export async function passwordMatches(password: string, hash: string): Promise<boolean> {
  const [, N, r, p, salt, key] = hash.split('$');
  if (!salt || !key) return false;
  const derived = await derive(password, Buffer.from(salt, 'base64'), {
    N: Number(N),
    r: Number(r),
    p: Number(p),
  });
  return timingSafeEqual(derived, Buffer.from(key, 'base64'));
}

/** Something nobody guesses. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** For secrets of ours, which are too long to be tried: no salt, no cost. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** Compares secrets without telling by the time it takes how much of them is right. */
export function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
