export interface Line {
  readonly itemId: string;
  readonly name: string;
  readonly price: number;
  readonly quantity: number;
}

/** placed → reserved → confirmed, or rejected from either of the first two. */
export type OrderState = 'placed' | 'reserved' | 'confirmed' | 'rejected';

export interface Order {
  readonly id: string;
  readonly customerId: string;
  readonly lines: readonly Line[];
  readonly total: number;
  readonly paymentToken: string;
  readonly state: OrderState;
  readonly reason: string | null;
  readonly version: number;
}

export function place(
  id: string,
  customerId: string,
  lines: readonly Line[],
  paymentToken: string,
): Order {
  const total = lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
  return { id, customerId, lines, total, paymentToken, state: 'placed', reason: null, version: 0 };
}

/** An order that is neither confirmed nor rejected by then is undone, whatever became of its messages. */
export const SETTLED_WITHIN_SECONDS = 15 * 60;

const NEXT: Readonly<Record<OrderState, readonly OrderState[]>> = {
  placed: ['reserved', 'rejected'],
  reserved: ['confirmed', 'rejected'],
  confirmed: [],
  rejected: [],
};

/** The order one step on; `null` when that step was already taken or no longer makes sense. */
export function advance(
  order: Order,
  state: OrderState,
  reason: string | null = null,
): Order | null {
  return NEXT[order.state].includes(state) ? { ...order, state, reason } : null;
}
