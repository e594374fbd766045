import type { Call } from '#platform/call.ts';
import type { Changes } from '#platform/module.ts';
import type { Account, Session } from './domain.ts';

export interface AuthStore {
  findByEmail(email: string): Promise<Account | null>;
  findById(id: string): Promise<Account | null>;
  /** Refuses with email-taken. */
  add(call: Call, account: Account, changes: Changes): Promise<void>;
  findSession(id: string): Promise<Session | null>;
  /** Also forgets what has expired of the same account. */
  openSession(call: Call, session: Session): Promise<void>;
  /** Takes the place of the session that was loaded; a lost race is a VersionConflict. */
  renewSession(call: Call, before: Session, after: Session): Promise<void>;
  endSession(call: Call, id: string): Promise<void>;
}
