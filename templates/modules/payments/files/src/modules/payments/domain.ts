export interface Charge {
  readonly id: string;
  readonly orderId: string;
  readonly customerId: string;
  /** In minor units of the currency. */
  readonly amount: number;
  /** `cancelled` before anything was charged: a charge that comes later is not made. */
  readonly state: 'charged' | 'refused' | 'cancelled' | 'refunded';
  readonly reason: string | null;
  readonly version: number;
}

/**
 * Stands where a payment provider's client goes: any token is good, except those that start with
 * `tok_declined`. A real one must be given the order id as its idempotency key.
 */
export function authorizePayment(paymentToken: string): { readonly refused: string | null } {
  return { refused: paymentToken.startsWith('tok_declined') ? 'The card was declined' : null };
}

/** What undoing a charge makes of it; `null` when there is nothing to undo. A real provider is told here. */
export function undo(charge: Charge): Charge | null {
  return charge.state === 'charged' ? { ...charge, state: 'refunded' } : null;
}
