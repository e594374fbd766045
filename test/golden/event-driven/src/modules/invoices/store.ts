import type { Call } from '#platform/call.ts';
import type { Changes } from '#platform/module.ts';
import type { Invoice } from './domain.ts';

export interface InvoicesStore {
  find(id: string): Promise<Invoice | null>;
  listOf(ownerId: string, after: string | null, limit: number): Promise<readonly Invoice[]>;
  /** Adds (version 0) or changes the one that was loaded; a lost race is a VersionConflict. */
  save(call: Call, changed: Invoice, changes: Changes): Promise<void>;
  remove(call: Call, removed: Invoice, changes: Changes): Promise<void>;
}
