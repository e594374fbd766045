import { createHash, randomFillSync, randomUUID } from 'node:crypto';

/** Who asks: a signed-in user, another app of ours, or nobody in particular. */
export interface Actor {
  readonly kind: 'user' | 'service' | 'anonymous';
  readonly id: string;
  readonly roles: readonly string[];
}

/** The circumstances of one request or message. Plain JSON, so it crosses a network unchanged. */
export interface Call {
  readonly actor: Actor;
  readonly tenant?: string;
  /** W3C `traceparent`. */
  readonly trace: string;
  /** Milliseconds since the epoch after which nobody waits for the answer. */
  readonly deadline: number;
  /** Two calls with the same key change things once. */
  readonly idempotencyKey?: string;
  /** Tells a repeated request from another request that reuses the key. */
  readonly requestHash?: string;
  /** The version that the caller has seen; see `expectVersion`. */
  readonly expectedVersion?: number;
}

export const ANONYMOUS: Actor = { kind: 'anonymous', id: 'anonymous', roles: [] };

const TRACE_BYTES = 16;
const SPAN_BYTES = 8;
// Filled ahead: several times faster than asking for bytes each time.
const random = Buffer.allocUnsafe(256 * (TRACE_BYTES + SPAN_BYTES));
let used = random.length;

function randomHex(bytes: number): string {
  if (used + bytes > random.length) {
    randomFillSync(random);
    used = 0;
  }
  used += bytes;
  return random.toString('hex', used - bytes, used);
}

const TRACEPARENT =
  /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(?:-|$)/;

export function newTrace(): string {
  const ids = randomHex(TRACE_BYTES + SPAN_BYTES);
  return `00-${ids.slice(0, 2 * TRACE_BYTES)}-${ids.slice(2 * TRACE_BYTES)}-00`;
}

/** The same trace with a span of its own; an absent or malformed parent starts a new trace. */
export function childTrace(parent: string | undefined): string {
  const match = TRACEPARENT.exec(parent ?? '');
  return match ? `00-${match[1]}-${randomHex(SPAN_BYTES)}-${match[3]}` : newTrace();
}

export function traceId(trace: string): string {
  return trace.slice(3, 35);
}

/** Version 7: it begins with the time, so ids sort by age and new rows land at the end of an index (RFC 9562, 5.7). */
function timeOrderedId(): string {
  const time = Date.now().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

/**
 * An id for something this call creates. A repeated call gets the same id, so that a retry after a crash
 * names the thing that was already written. `label` keeps several ids of one call apart.
 */
export function newId(call: Call, label = ''): string {
  if (call.idempotencyKey === undefined) return timeOrderedId();
  const hash = createHash('sha256').update(`${call.idempotencyKey}\n${label}`).digest('hex');
  // Version 8: a UUID whose bits mean what we say they mean (RFC 9562, 5.8).
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
