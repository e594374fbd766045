import type { Call } from '#platform/call.ts';
import type { Changes } from '#platform/module.ts';
import type { Order } from './domain.ts';

/** What orders knows of an item, where it keeps a copy of its own. */
export interface ItemCopy {
  readonly id: string;
  readonly name: string;
  readonly price: number;
  readonly version: number;
}

export interface OrdersStore {
  find(id: string): Promise<Order | null>;
  listOf(customerId: string, after: string | null, limit: number): Promise<readonly Order[]>;
  /** Adds (version 0) or changes the order that was loaded; a lost race is a VersionConflict. */
  save(call: Call, order: Order, changes: Changes): Promise<void>;
  findItemCopy(id: string): Promise<ItemCopy | null>;
  /** Keeps the newer of the two versions. */
  saveItemCopy(call: Call, item: ItemCopy): Promise<void>;
}
