export const MILLION = 1_000_000;
export const MS_PER_SECOND = 1_000;
export const SECONDS_PER_HOUR = 3_600;
export const KB_PER_GB = 1_000_000;

/** Three significant digits: more would pretend to know. */
export function threeDigits(value: number): number {
  return Number(value.toPrecision(3));
}

/** Six decimals: enough to compare, and the same bytes on any machine. */
export function sixDecimals(value: number): number {
  return Number(value.toFixed(6));
}

/** Holds `value` between `low` and `high`. */
export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
