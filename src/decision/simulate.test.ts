import { describe, expect, it } from 'vitest';
import { randomFrom } from '#shared/random.js';
import { worth } from './scale.js';
import { triangular } from './draws.js';

describe('triangular', () => {
  it('stays in range, has the mean of its corners, and keeps its middle at its share', () => {
    const random = randomFrom('00112233445566778899aabbccddeeff');
    const draws = Array.from({ length: 20_000 }, () => triangular(random(), 1, 4, 5));
    expect(Math.min(...draws)).toBeGreaterThanOrEqual(1);
    expect(Math.max(...draws)).toBeLessThanOrEqual(5);
    expect(draws.reduce((sum, draw) => sum + draw, 0) / draws.length).toBeCloseTo(10 / 3, 1);
    expect(triangular(0.75, 1, 4, 5)).toBeCloseTo(4);
    expect(triangular(0.3, 2, 2, 2)).toBe(2);
  });
});

describe('worth', () => {
  it('is one when the need is met, falls by a quarter a level, and hardly rises beyond', () => {
    expect(worth(4, 4, 0.1)).toBe(1);
    expect(worth(4, 3, 0.1)).toBe(0.75);
    expect(worth(5, 1, 0.1)).toBe(0);
    expect(worth(1, 5, 0.1)).toBeCloseTo(1.08);
  });
});
