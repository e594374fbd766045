import type { Lookup } from '#knowledge/lookup.js';
import { MS_PER_DAY } from '#shared/quantity.js';

/**
 * What to say of prices that were seen long before `today`, both days as `2026-01-31`; null while they are recent.
 * The day is an argument, and no part of the decision: the same answers give the same record on any day.
 */
export function oldPrices(seen: string, today: string, threshold: Lookup): string | null {
  const days = (Date.parse(today) - Date.parse(seen)) / MS_PER_DAY;
  if (!(days > threshold('prices.old-after-days'))) return null;
  return `prices are of ${seen}, ${Math.floor(days)} days old: check them, or take a newer version`;
}
