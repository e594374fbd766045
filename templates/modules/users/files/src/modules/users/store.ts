import type { Call } from '#platform/call.ts';
import type { User } from './domain.ts';

export interface UsersStore {
  find(id: string): Promise<User | null>;
  list(after: string | null, limit: number): Promise<readonly User[]>;
  /** Adds a profile (version 0) or changes the one that was loaded; a lost race is a VersionConflict. */
  save(call: Call, user: User): Promise<void>;
}
