import { describe, expect, it } from 'vitest';
import { completeAnswers } from '#answers/defaults.js';
import type { Answers } from '#answers/schema.js';
import { loadKnowledge } from '#knowledge/load.js';
import { marginOf, simplestOfFirst } from './confidence.js';
import { indexed } from './indexed.js';
import { pairedWith } from './paired.js';
import { sharesOf } from './shares.js';

const known = indexed(loadKnowledge());
const { threshold } = known.numbers;

const COMPANY: Answers = { engineers: 25, workload: ['crud', 'streaming'] };
const CHANGES: readonly Answers[] = [
  { engineers: 50 },
  { consistency: 'strong' },
  { latencyMs: 30 },
  { experience: ['modular-monolith', 'serverless'] },
  { opsMaturity: 1 },
  { workload: ['crud', 'inference'] },
  { teams: 1, engineers: 25 },
];

const paired = pairedWith(completeAnswers(COMPANY), known, []);

describe('a company beside another', () => {
  it.each(CHANGES)('has the shares that it has alone, in all draws: %j', (change) => {
    const other = completeAnswers({ ...COMPANY, ...change });
    const { shares, error } = paired.beside(other)(threshold('draws.main'));
    const alone = sharesOf(other, known, threshold('draws.main'));
    for (const [index, share] of shares.entries()) expect(share).toBeCloseTo(alone[index] ?? -1, 3);
    expect(error).toBe(0);
  });

  it.each(CHANGES)('is told from few draws within the error it states: %j', (change) => {
    const other = completeAnswers({ ...COMPANY, ...change });
    const { shares, error } = paired.beside(other)(threshold('draws.flip'));
    const alone = sharesOf(other, known, threshold('draws.main'));
    for (const [index, share] of shares.entries())
      expect(Math.abs(share - (alone[index] ?? -1))).toBeLessThan(
        threshold('flip.sure-errors') * error,
      );
  });

  it('is itself, to the last draw', () => {
    const { shares } = paired.beside(completeAnswers(COMPANY))(threshold('draws.flip'));
    expect(shares).toEqual(paired.shares);
  });
});

describe('the margin of a recommendation', () => {
  const all = [true, true, true, true];

  it.each([
    [[0.7, 0.2, 0.1, 0]],
    [[0.36, 0.4, 0.2, 0.04]],
    [[0.3, 0.4, 0.2, 0.1]],
    [[0.2, 0.3, 0.1, 0.4]],
  ])('is what two shares may differ by: %j', (shares) => {
    const margin = marginOf(shares, all, threshold);
    const winner = simplestOfFirst(shares, all, threshold);
    const moved = (by: number) =>
      shares.flatMap((_, up) =>
        shares.map((__, down) =>
          simplestOfFirst(
            shares.map((share, at) => share + (at === up ? by : 0) - (at === down ? by : 0)),
            all,
            threshold,
          ),
        ),
      );
    expect(new Set(moved(margin / 2 - 1e-9))).toEqual(new Set([winner]));
    expect(new Set(moved(margin / 2 + 1e-9)).size).toBeGreaterThan(1);
  });

  it('does not count what is ruled out', () => {
    expect(marginOf([0.7, 0.3, 0, 0], [true, false, true, true], threshold)).toBeCloseTo(0.75);
  });
});
