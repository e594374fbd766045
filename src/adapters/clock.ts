/** The time, passed to whoever needs it, so that the pure stages stay deterministic. */
export interface Clock {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** The day in UTC, as records are dated: `2026-01-31`. */
export function isoDay(clock: Clock): string {
  return new Date(clock.now()).toISOString().slice(0, 10);
}
