import type { Call } from '#platform/call.ts';
import type { Changes } from '#platform/module.ts';
import type { SampleItem } from './domain.ts';

export interface SampleItemsStore {
  find(id: string): Promise<SampleItem | null>;
  listOf(ownerId: string, after: string | null, limit: number): Promise<readonly SampleItem[]>;
  /** Adds (version 0) or changes the one that was loaded; a lost race is a VersionConflict. */
  save(call: Call, changed: SampleItem, changes: Changes): Promise<void>;
  remove(call: Call, removed: SampleItem, changes: Changes): Promise<void>;
}
