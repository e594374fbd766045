import type { Call } from '#platform/call.ts';
import type { Changes } from '#platform/module.ts';
import type { Document } from './domain.ts';

export interface DocumentsStore {
  find(id: string): Promise<Document | null>;
  listOf(ownerId: string, after: string | null, limit: number): Promise<readonly Document[]>;
  /** Adds a document (version 0) or changes the one that was loaded; a lost race is a VersionConflict. */
  save(call: Call, document: Document, changes: Changes): Promise<void>;
  remove(call: Call, document: Document, changes: Changes): Promise<void>;
}
