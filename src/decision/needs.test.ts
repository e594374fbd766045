import { describe, expect, it } from 'vitest';
import { onCurve } from './needs.js';

const CURVE = [
  { at: 1, need: 1 },
  { at: 10, need: 2 },
  { at: 1_000, need: 5 },
];

const LOGS = CURVE.map(({ at }) => Math.log(at));

describe('onCurve', () => {
  it.each([
    [0, 1],
    [1, 1],
    [10, 2],
    [100, 3.5],
    [1_000, 5],
    [Infinity, 5],
  ])('at %d needs %d', (at, need) => {
    expect(onCurve(CURVE, LOGS, at)).toBeCloseTo(need);
  });
});
