import type { Call } from '#platform/call.ts';
import type { Changes } from '#platform/module.ts';
import type { Charge } from './domain.ts';

export interface PaymentsStore {
  findByOrder(orderId: string): Promise<Charge | null>;
  /** Adds the one charge of an order; a second one is a VersionConflict. */
  add(call: Call, charge: Charge, changes: Changes): Promise<void>;
}
