import type { Call } from '#platform/call.ts';
import type { Changes } from '#platform/module.ts';
import type { Account } from './domain.ts';

export interface AuthStore {
  findByEmail(email: string): Promise<Account | null>;
  /** Refuses with email-taken. */
  add(call: Call, account: Account, changes: Changes): Promise<void>;
}
