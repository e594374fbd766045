import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeAnswers } from '#answers/defaults.js';
import { QUESTIONS, type Question } from '#answers/questions.js';
import { Answers, parseAnswers } from '#answers/schema.js';
import { loadKnowledge } from '#knowledge/load.js';
import type { PatternId } from '#shared/pattern-id.js';
import { answersHash } from './answers-hash.js';
import { decide } from './decide.js';
import { indexed } from './indexed.js';
import { modelOf } from './model.js';
import { Decision } from './schema.js';
import { sharesOf } from './shares.js';

const knowledge = loadKnowledge();
const known = indexed(knowledge);
const DRAWS = 3_000;
/** Five standard errors of the difference of two shares: chance alone stays below it. */
const CHANCE = 5 * Math.sqrt(0.5 / DRAWS);
const ORDER: readonly PatternId[] = [
  'modular-monolith',
  'serverless',
  'event-driven',
  'microservices',
];

function shareOf(pattern: PatternId, answers: Answers): number {
  const complete = completeAnswers(answers);
  return sharesOf(complete, known, DRAWS)[ORDER.indexOf(pattern)] ?? NaN;
}

function valueFor(question: Question): fc.Arbitrary<unknown> {
  switch (question.kind) {
    case 'number': {
      const { min, max, integer } = question;
      const edge = fc.constantFrom(min, max);
      const inside = integer ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true });
      return fc.oneof(inside, edge, fc.constant('unknown'));
    }
    case 'choice':
      return fc.constantFrom('unknown', ...question.choices.map(({ value }) => value));
    case 'choices':
      return fc.subarray(question.choices.map(({ value }) => value));
    case 'text':
      return fc.constant(undefined);
  }
}

/** Any answers that the schema accepts, extremes included. */
const anyAnswers: fc.Arbitrary<Answers> = fc
  .record(Object.fromEntries(QUESTIONS.map((question) => [question.id, valueFor(question)])), {
    requiredKeys: [],
  })
  .map((raw) =>
    parseAnswers(Object.fromEntries(Object.entries(raw).filter(([, v]) => v !== undefined))),
  )
  .filter((parsed) => parsed.ok)
  .map((parsed) => (parsed.ok ? parsed.value : {}));

describe('properties of the decision', () => {
  it('no answers, however extreme, give anything but a whole decision of finite numbers', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const decision = decide(completeAnswers(answers), knowledge);
        expect(Decision.safeParse(decision).success).toBe(true);
        expect(JSON.stringify(decision)).not.toMatch(/NaN|Infinity/);
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  it('the same answers give the same bytes, in whatever order they were written', () => {
    fc.assert(
      fc.property(anyAnswers, fc.infiniteStream(fc.nat()), (answers, stream) => {
        const keyed = Object.entries(answers).map((entry) => ({ entry, at: stream.next().value }));
        const shuffled = keyed.sort((a, b) => a.at - b.at).map(({ entry }) => entry);
        const again = Answers.parse(Object.fromEntries(shuffled));
        if (Array.isArray(again.workload)) again.workload = again.workload.toReversed();
        const hashes = [answers, again].map((one) => answersHash(completeAnswers(one)));
        expect(hashes[0]).toBe(hashes[1]);
      }),
      { numRuns: 100 },
    );
    const answers = { engineers: 30, teams: 4, users: 5_000 };
    const bytes = () => JSON.stringify(decide(completeAnswers({ ...answers }), knowledge));
    expect(bytes()).toBe(bytes());
  }, 60_000);

  it('more independent teams never lower microservices', () => {
    const teams = fc.integer({ min: 1, max: 200 });
    fc.assert(
      fc.property(anyAnswers, teams, teams, (answers, one, other) => {
        const staffed: Answers = { ...answers, engineers: 400, engineersIn18Months: 400 };
        const at = (count: number) =>
          shareOf('microservices', { ...staffed, teams: count, teamsIn18Months: count });
        const [few, many] = [Math.min(one, other), Math.max(one, other)];
        expect(at(many)).toBeGreaterThanOrEqual(at(few) - CHANCE);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('less burst never raises serverless', () => {
    const words = ['steady', 'diurnal', 'spiky', 'extreme'] as const;
    const level = fc.integer({ min: 0, max: 3 });
    fc.assert(
      fc.property(anyAnswers, level, level, (answers, one, other) => {
        const fixed: Answers = { ...answers, averageRps: 20, peakRps: 80 };
        const at = (index: number) =>
          shareOf('serverless', { ...fixed, variability: words[index] ?? 'steady' });
        expect(at(Math.min(one, other))).toBeLessThanOrEqual(at(Math.max(one, other)) + CHANCE);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('a higher average under the same peak never raises serverless', () => {
    const rate = fc.integer({ min: 1, max: 100 });
    fc.assert(
      fc.property(anyAnswers, rate, rate, (answers, one, other) => {
        const at = (averageRps: number) =>
          shareOf('serverless', { ...answers, variability: 'steady', averageRps, peakRps: 100 });
        expect(at(Math.max(one, other))).toBeLessThanOrEqual(at(Math.min(one, other)) + CHANCE);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('a stricter latency target never raises serverless against one deployable', () => {
    const ms = fc.integer({ min: 5, max: 5_000 });
    fc.assert(
      fc.property(anyAnswers, ms, ms, (answers, one, other) => {
        const value = (latencyMs: number) => {
          const { values } = modelOf(completeAnswers({ ...answers, latencyMs }), known);
          return (values[1] ?? NaN) - (values[0] ?? NaN);
        };
        const [strict, loose] = [Math.min(one, other), Math.max(one, other)];
        const gap = value(strict) - value(loose);
        expect(gap).toBeLessThanOrEqual(0.05);
      }),
      { numRuns: 200 },
    );
  }, 60_000);
});
