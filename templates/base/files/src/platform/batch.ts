import { setImmediate as endOfTurn } from 'node:timers/promises';
import { currentTenant } from './tenant.ts';

interface Batch<T> {
  readonly ids: Set<string>;
  readonly found: Promise<ReadonlyMap<string, T>>;
}

/**
 * Loads one thing by its id, a UUID. Who comes alone is served at once; what is asked for while others are loaded leaves
 * at the end of that turn of the event loop as one query. What is found is no older than the question. The query's
 * span is part of the first one's trace.
 */
export function batched<T extends { readonly id: string }>(
  load: (ids: readonly string[]) => Promise<readonly T[]>,
): (id: string) => Promise<T | null> {
  // Rows of two tenants never come from one query.
  const waiting = new Map<string | undefined, Batch<T>>();
  let underWay = 0;
  const begin = (tenant: string | undefined): Batch<T> => {
    const ids = new Set<string>();
    const alone = underWay === 0;
    underWay += 1;
    const found = (alone ? Promise.resolve() : endOfTurn())
      .then(async () => {
        waiting.delete(tenant);
        return new Map((await load([...ids])).map((thing) => [thing.id, thing]));
      })
      .finally(() => (underWay -= 1));
    const batch = { ids, found };
    waiting.set(tenant, batch);
    return batch;
  };
  return async (id) => {
    const tenant = currentTenant();
    const { ids, found } = waiting.get(tenant) ?? begin(tenant);
    const key = id.toLowerCase();
    ids.add(key);
    return (await found).get(key) ?? null;
  };
}
