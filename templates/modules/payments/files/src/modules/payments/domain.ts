export interface Charge {
  readonly id: string;
  readonly orderId: string;
  readonly customerId: string;
  readonly amount: number;
  readonly state: 'charged' | 'refused';
  readonly reason: string | null;
}

/**
 * Stands where a payment provider's client goes: any token is good, except those that start with
 * `tok_declined`. A real one must be given the order id as its idempotency key.
 */
export function authorizePayment(paymentToken: string): { readonly refused: string | null } {
  return { refused: paymentToken.startsWith('tok_declined') ? 'The card was declined' : null };
}
