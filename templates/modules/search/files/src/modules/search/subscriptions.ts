import { inventory } from '#modules/inventory/contract.ts';
import { on } from '#platform/messages.ts';
import type { useCases } from './use-cases.ts';

export const subscriptions = (cases: ReturnType<typeof useCases>) => [
  on(inventory, 'inventory.item-changed.v1', cases.itemChanged),
];
