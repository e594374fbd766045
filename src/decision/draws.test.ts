import { describe, expect, it } from 'vitest';
import { loadKnowledge } from '#knowledge/load.js';
import { PATTERN_IDS } from '#shared/pattern-id.js';
import { indexed } from './indexed.js';

const known = indexed(loadKnowledge());
const { worlds, count, factors, chances } = known.draws();

const mean = (column: Float64Array) => column.reduce((sum, one) => sum + one, 0) / column.length;

describe('draws', () => {
  it('are whole rounds over the worlds', () => {
    expect(count).toBe(20_000);
    expect(count % worlds).toBe(0);
    expect(chances).toHaveLength(known.criteria.length * PATTERN_IDS.length);
  });

  it('take each number from 0 to 1 once, evenly, in each column', () => {
    for (const column of chances)
      for (const [at, chance] of column.toSorted().entries())
        expect(chance).toBeCloseTo((at + 0.5) / column.length, 12);
    for (const column of factors) expect(mean(column)).toBeCloseTo(2, 1);
  });

  it('agree in no more than one thing: no two columns go round in step, but for pairs', () => {
    const lengths = [...chances, ...factors].map(({ length }) => length);
    const pairs = known.criteria.filter(({ criterion: { pair } }) => pair !== null).length / 2;
    const apart = [...new Set(lengths)];
    expect(lengths.length - apart.length).toBe(pairs * PATTERN_IDS.length);
    const isCoprime = (one: number, other: number): boolean =>
      other === 0 ? one === 1 : isCoprime(other, one % other);
    for (const [index, one] of [...apart, worlds].entries())
      for (const other of [...apart, worlds].slice(index + 1)) {
        expect(isCoprime(one, other)).toBe(true);
        if (other !== worlds) expect(one * other).toBeGreaterThan(count);
      }
  });

  it('let the second of a pair repeat the first about half of the time', () => {
    const { criteria } = known;
    const first = criteria.findIndex(({ criterion }) => criterion.pair === 'change');
    const second = criteria.findLastIndex(({ criterion }) => criterion.pair === 'change');
    for (let pattern = 0; pattern < PATTERN_IDS.length; pattern += 1) {
      const one = chances[first * PATTERN_IDS.length + pattern];
      const other = chances[second * PATTERN_IDS.length + pattern];
      const same = one?.filter((chance, at) => chance === other?.[at]).length ?? 0;
      expect(same / (one?.length ?? 1)).toBeGreaterThan(0.4);
      expect(same / (one?.length ?? 1)).toBeLessThan(0.6);
    }
  });
});
