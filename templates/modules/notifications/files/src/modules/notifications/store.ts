import type { Call } from '#platform/call.ts';
import type { Changes } from '#platform/module.ts';
import type { Letter, Recipient } from './domain.ts';

export interface NotificationsStore {
  findAddress(customerId: string): Promise<string | null>;
  findLetter(id: string): Promise<Letter | null>;
  listOf(customerId: string, after: string | null, limit: number): Promise<readonly Letter[]>;
  listFailed(after: string | null, limit: number): Promise<readonly Letter[]>;
  /** Where a customer is reached from now on, and the first letter. */
  addRecipient(call: Call, recipient: Recipient, letter: Letter, changes: Changes): Promise<void>;
  /** Adds a letter (version 0) or changes the one that was loaded; a lost race is a VersionConflict. */
  saveLetter(call: Call, letter: Letter, changes: Changes): Promise<void>;
}
