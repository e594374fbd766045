import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * Whose data the work at hand may touch, where a system has tenants. It is not an argument, so that no store can
 * forget it: each unit of work tells it to the database, whose policies do the rest.
 */
const current = new AsyncLocalStorage<string | undefined>();

export function currentTenant(): string | undefined {
  return current.getStore();
}

export function asTenant<T>(tenant: string | undefined, work: () => Promise<T>): Promise<T> {
  return tenant === currentTenant() ? work() : current.run(tenant, work);
}
