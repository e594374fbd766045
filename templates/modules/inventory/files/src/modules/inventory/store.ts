import type { Call } from '#platform/call.ts';
import type { Changes } from '#platform/module.ts';
import type { Item, Line } from './domain.ts';

export interface Reservation {
  readonly orderId: string;
  readonly lines: readonly Line[];
  /** `released` before anything was held: a reservation that comes later is not made. */
  readonly state: 'held' | 'refused' | 'released';
  readonly version: number;
}

export interface InventoryStore {
  findItems(ids: readonly string[]): Promise<readonly Item[]>;
  listItems(after: string | null, limit: number): Promise<readonly Item[]>;
  findReservation(orderId: string): Promise<Reservation | null>;
  saveItem(call: Call, item: Item, changes: Changes): Promise<void>;
  /** The items as they are now, together with the reservation that explains it. A lost race is a VersionConflict. */
  saveReservation(
    call: Call,
    reservation: Reservation,
    items: readonly Item[],
    changes: Changes,
  ): Promise<void>;
}
