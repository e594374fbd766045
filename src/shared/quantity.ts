export const MILLION = 1_000_000;
export const MS_PER_SECOND = 1_000;
export const MS_PER_DAY = 86_400_000;
export const SECONDS_PER_HOUR = 3_600;
export const MINUTES_PER_HOUR = 60;
export const HOURS_PER_MONTH = 730;
/** Per cent. */
export const WHOLE = 100;
export const KB_PER_GB = 1_000_000;

/** Three significant digits: more would pretend to know. */
export function threeDigits(value: number): number {
  return Number(value.toPrecision(3));
}

/** Two significant digits, for what is searched and not measured. */
export function twoDigits(value: number): number {
  return Number(value.toPrecision(2));
}

/** Six decimals: enough to compare, and the same bytes on any machine. */
export function sixDecimals(value: number): number {
  return Number(value.toFixed(6));
}

/** Holds `value` between `low` and `high`. */
export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
