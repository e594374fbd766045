import type { Call } from '#platform/call.ts';
import type { Changes } from '#platform/module.ts';
import type { Charge } from './domain.ts';

export interface PaymentsStore {
  findByOrder(orderId: string): Promise<Charge | null>;
  /** Adds the one charge of an order (version 0) or changes the one that was loaded; a lost race is a VersionConflict. */
  save(call: Call, charge: Charge, changes: Changes): Promise<void>;
}
