import { on } from '#platform/messages.ts';
import { inventory } from './contract.ts';
import type { useCases } from './use-cases.ts';

export const subscriptions = (cases: ReturnType<typeof useCases>) => [
  on(inventory, 'inventory.reserve-stock.v1', cases.reserveStock),
  on(inventory, 'inventory.release-stock.v1', cases.releaseStock),
];
