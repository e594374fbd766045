import { on } from '#platform/messages.ts';
import { payments } from './contract.ts';
import type { useCases } from './use-cases.ts';

export const subscriptions = (cases: ReturnType<typeof useCases>) => [
  on(payments, 'payments.charge.v1', cases.charge),
  on(payments, 'payments.cancel-charge.v1', cases.cancelCharge),
];
