import { broken } from '#render/problems.js';
import { byCodeUnit } from '#shared/order.js';
import type { Problem } from '#shared/user-error.js';

/** A value under a key, and who wants it there. */
export interface Keyed<V> {
  readonly key: string;
  readonly value: V;
  readonly from: string;
}

/** One value per key in order of first mention, or a problem that names both owners. */
export function mergeKeyed<V>(
  file: string,
  entries: readonly Keyed<V>[],
): { readonly values: Map<string, V>; readonly problems: Problem[] } {
  const owners = new Map<string, Keyed<V>>();
  const problems: Problem[] = [];
  for (const entry of entries) {
    const first = owners.get(entry.key);
    if (!first) owners.set(entry.key, entry);
    else if (canonical(first.value) !== canonical(entry.value)) {
      problems.push(
        broken(
          'CONTRIBUTIONS_DISAGREE',
          `${first.from} and ${entry.from} give ${entry.key} different values in ${file}.`,
        ),
      );
    }
  }
  return { values: new Map([...owners].map(([key, { value }]) => [key, value])), problems };
}

/** Keys sorted, so that two spellings of the same value are equal. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    isRecord(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => byCodeUnit(a, b)))
      : inner,
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
