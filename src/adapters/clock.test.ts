import { expect, it } from 'vitest';
import { isoDay } from './clock.js';

it('dates a record by the day in UTC', () => {
  expect(isoDay({ now: () => Date.UTC(2026, 0, 31, 23, 59, 59, 999) })).toBe('2026-01-31');
});
