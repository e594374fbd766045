import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeAnswers } from '#answers/defaults.js';
import type { Answers } from '#answers/schema.js';
import { loadKnowledge } from '#knowledge/load.js';
import type { Knowledge } from '#knowledge/schema.js';
import { PATTERN_IDS } from '#shared/pattern-id.js';
import { decide } from './decide.js';
import { drawsOf } from './draws.js';
import { chanceFrom, indexed, type Indexed } from './indexed.js';
import { lightIn, lightOf, valuesOf } from './light.js';
import { sharesOf } from './shares.js';

const knowledge = loadKnowledge();
const known = indexed(knowledge);

/** Companies of all kinds, by the answers that matter most. */
const company: fc.Arbitrary<Answers> = fc.record({
  engineers: fc.integer({ min: 2, max: 900 }),
  opsMaturity: fc.integer({ min: 1, max: 5 }),
  consistency: fc.constantFrom('strong', 'mixed', 'eventual'),
  variability: fc.constantFrom('steady', 'diurnal', 'spiky', 'extreme'),
  workload: fc.subarray(['crud', 'transactional', 'streaming', 'webhooks', 'read-heavy'], {
    minLength: 1,
  }),
  averageRps: fc.integer({ min: 1, max: 5_000 }).map(Number),
});

function order(values: ArrayLike<number>): readonly number[] {
  return Array.from(values, (_, index) => index).sort(
    (a, b) => (values[b] ?? 0) - (values[a] ?? 0),
  );
}

/** The same knowledge with one criterion said twice. */
function doubled(id: string): Knowledge {
  const name = (one: string) => one.replace(id, `${id}-again`);
  const again = <One extends { id: string; criterion: string }>(list: readonly One[]) =>
    list
      .filter(({ criterion }) => criterion === id)
      .map((one) => ({ ...one, id: name(one.id), criterion: name(one.criterion) }));
  const criterion = knowledge.criteria.filter((one) => one.id === id);
  return {
    ...knowledge,
    criteria: [...knowledge.criteria, ...criterion.map((one) => ({ ...one, id: name(id) }))],
    needs: [...knowledge.needs, ...again(knowledge.needs)],
    ratings: [...knowledge.ratings, ...again(knowledge.ratings)],
  };
}

describe('laws that hold without any case', () => {
  it('an option that is left out changes neither value nor order of the others', () => {
    fc.assert(
      fc.property(company, fc.constantFrom(...PATTERN_IDS), (answers, out) => {
        const complete = completeAnswers(answers);
        const all = valuesOf(lightOf(complete, known), known);
        expect(valuesOf(lightOf(complete, known, [out]), known)).toEqual(all);
      }),
      { numRuns: 60 },
    );
  });

  it('a criterion that is said twice changes no value', () => {
    const alone = knowledge.criteria.filter(({ pair }) => pair === null).map(({ id }) => id);
    const twice = new Map(alone.map((id) => [id, indexed(doubled(id))]));
    fc.assert(
      fc.property(company, fc.constantFrom(...alone), (answers, id) => {
        const complete = completeAnswers(answers);
        const values = valuesOf(lightOf(complete, known), known);
        const other = twice.get(id) ?? known;
        const again = valuesOf(lightOf(complete, other), other);
        for (const [index, value] of values.entries()) expect(again[index]).toBeCloseTo(value, 9);
        expect(order(again)).toEqual(order(values));
      }),
      { numRuns: 60 },
    );
  });

  it('another sequence of chance gives the same shares, up to chance', () => {
    const other: Indexed = {
      ...known,
      ...chanceFrom(
        () => drawsOf(knowledge.criteria, known.numbers, '00112233445566778899aabb'),
        known.numbers,
      ),
    };
    fc.assert(
      fc.property(company, (answers) => {
        const complete = completeAnswers(answers);
        const [one, two] = [known, other].map((each) => sharesOf(complete, each, 20_000));
        // Five standard errors of a share that two hundred worlds decide.
        for (const [index, share] of (one ?? []).entries())
          expect(Math.abs(share - (two?.[index] ?? 1))).toBeLessThan(5 * Math.sqrt(0.5 / 200));
      }),
      { numRuns: 12 },
    );
  }, 60_000);

  it('not knowing only widens: what would have been needed stays among what is drawn', () => {
    const unsure: readonly (keyof Answers)[] = ['opsMaturity', 'consistency', 'variability'];
    fc.assert(
      fc.property(company, fc.constantFrom(...unsure), (answers, key) => {
        const open: Answers = { ...answers, [key]: 'unknown' };
        const assumed = completeAnswers(open);
        const given = completeAnswers({ ...answers, [key]: assumed[key as 'opsMaturity'] });
        const exact = lightOf(given, known).needs;
        const drawn = lightIn({ complete: assumed, known }).needs;
        exact.forEach(([need = 0], index) => {
          const all = drawn[index] ?? [];
          expect(Math.min(...all)).toBeLessThanOrEqual(need + 1e-9);
          expect(Math.max(...all)).toBeGreaterThanOrEqual(need - 1e-9);
        });
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  it('each printed reason, taken away, lowers what it favours against the other', () => {
    fc.assert(
      fc.property(company, (answers) => {
        const { ranking, reasons, recommended, rival } = decide(
          completeAnswers(answers),
          knowledge,
        );
        const of = (pattern: string) => ranking.find((one) => one.pattern === pattern);
        const lead = (without: string | null) =>
          (of(recommended.pattern)?.contributions ?? [])
            .filter(({ criterion }) => criterion !== without)
            .reduce((sum, { criterion, weight, value }) => {
              const theirs = of(rival)?.contributions.find((one) => one.criterion === criterion);
              return sum + weight * (value - (theirs?.value ?? 0));
            }, 0);
        for (const { criterion, favours } of reasons) {
          const change = lead(criterion) - lead(null);
          if (favours === recommended.pattern) expect(change).toBeLessThanOrEqual(1e-6);
          else expect(change).toBeGreaterThanOrEqual(-1e-6);
        }
        expect(reasons.every(({ evidence }) => evidence.length > 0)).toBe(true);
      }),
      { numRuns: 12 },
    );
  }, 120_000);
});

describe('extreme answers', () => {
  const all = ['gdpr', 'hipaa', 'pci', 'soc2', 'banking'] as const;

  it('are stated as extreme, never NaN and never without a word of warning', () => {
    const hopeless = decide(
      completeAnswers({
        engineers: 1,
        teams: 1,
        budget: 0,
        compliance: [...all],
        peakRps: 10_000_000,
        averageRps: 10_000_000,
        availability: 99.999,
      }),
      knowledge,
    );
    expect(JSON.stringify(hopeless)).not.toMatch(/NaN|Infinity/);
    const said = hopeless.capacity.warnings.map(({ says }) => says).join('\n');
    for (const part of ['hosted for 0 USD', '99.999', 'check the units', 'regimes at once'])
      expect(said).toContain(part);
  });

  it('are not found where answers are ordinary', () => {
    expect(decide(completeAnswers({ engineers: 12 }), knowledge).capacity.warnings).toEqual([]);
  });
});
