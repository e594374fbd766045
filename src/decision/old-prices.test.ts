import { expect, it } from 'vitest';
import { loadKnowledge } from '#knowledge/load.js';
import { numbersOf } from '#knowledge/lookup.js';
import { oldPrices } from './old-prices.js';

const { threshold } = numbersOf(loadKnowledge());

it.each([
  ['2026-08-21', '2027-08-21', false],
  ['2026-08-21', '2027-08-22', true],
  ['2026-08-21', '2026-01-01', false],
])('prices seen on %s are old on %s: %s', (seen, today, isOld) => {
  const said = oldPrices(seen, today, threshold);
  if (isOld) expect(said).toMatch(/2026-08-21, 366 days old/);
  else expect(said).toBeNull();
});
