import { makeSecret, type RandomBytes } from '#adapters/secrets.js';
import type { EnvEntry } from '#adapters/write-env.js';
import type { Blueprint } from '#architecture/schema.js';
import type { Catalogue } from '#patterns/catalogue.js';
import { contributionsOf, ofKind } from '#render/contributions.js';

/** What `.env` holds: fresh secrets, and the example value of every key that is not commented out. */
export function envEntries(
  blueprint: Blueprint,
  catalogue: Catalogue,
  random: RandomBytes,
): readonly EnvEntry[] {
  const entries = new Map<string, EnvEntry>();
  for (const { contribution } of ofKind(contributionsOf(blueprint, catalogue), 'env')) {
    const { key, secret, example, commented } = contribution;
    if (commented === true || entries.has(key)) continue;
    entries.set(key, { key, value: secret === undefined ? example : makeSecret(secret, random) });
  }
  return [...entries.values()];
}
