import { describe, expect, it } from 'vitest';
import { completeAnswers } from '#answers/defaults.js';
import { Answers } from '#answers/schema.js';
import { loadKnowledge } from '#knowledge/load.js';
import { PATTERN_IDS } from '#shared/pattern-id.js';
import { acceptedVetoProblems } from './accepted-vetoes.js';
import { COMPANIES } from './companies.test-data.js';
import { decide } from './decide.js';
import { Decision, decisionJsonSchema } from './schema.js';

const knowledge = loadKnowledge();

const decided = new Map<Answers, Decision>();

function decisionFor(answers: Answers): Decision {
  const decision =
    decided.get(answers) ?? decide(completeAnswers(Answers.parse(answers)), knowledge);
  decided.set(answers, decision);
  return decision;
}

describe('decide', () => {
  it.each(Object.entries(COMPANIES))('recommends what suits: %s', (_, { answers, pattern }) => {
    expect(decisionFor(answers).recommended.pattern).toBe(pattern);
  });

  it('recommends each of the four patterns to someone', () => {
    const all = Object.values(COMPANIES).map(
      ({ answers }) => decisionFor(answers).recommended.pattern,
    );
    expect(new Set(all)).toEqual(new Set(PATTERN_IDS));
  });

  it('fits its schema, and says its ranking, shares and costs once for each pattern', () => {
    for (const { answers } of Object.values(COMPANIES)) {
      const decision = decisionFor(answers);
      expect(Decision.parse(JSON.parse(JSON.stringify(decision)))).toEqual(decision);
      expect(decision.ranking.map(({ pattern }) => pattern).sort()).toEqual(
        [...PATTERN_IDS].sort(),
      );
      expect(decision.ranking[0]?.pattern).toBe(decision.recommended.pattern);
      const shares = decision.ranking.reduce((sum, { acceptability }) => sum + acceptability, 0);
      expect(shares).toBeCloseTo(1, 4);
      const weights = decision.drivers.reduce((sum, { weight }) => sum + weight, 0);
      expect(weights).toBeCloseTo(1, 4);
    }
    expect(decisionJsonSchema()).toHaveProperty('properties.recommended');
  });

  it('cites only evidence that exists', () => {
    const ids = new Set(
      Object.values(knowledge)
        .flat()
        .map(({ id }) => id),
    );
    for (const { answers } of Object.values(COMPANIES)) {
      const { reasons, vetoes, drivers, seams } = decisionFor(answers);
      const cited = [...reasons, ...vetoes, ...drivers, ...seams].flatMap(
        ({ evidence }) => evidence,
      );
      expect(cited.filter((id) => !ids.has(id))).toEqual([]);
      expect(reasons.every(({ evidence }) => evidence.length > 0)).toBe(true);
    }
  });

  it('rules microservices out for one team, unless that is set aside with a reason', () => {
    const answers: Answers = { engineers: 5, teams: 1, teamsIn18Months: 1, opsMaturity: 3 };
    const plain = decisionFor(answers);
    const fired = plain.vetoes.map(({ id }) => id);
    expect(fired).toEqual(['microservices-single-team']);
    expect(plain.ranking.find(({ pattern }) => pattern === 'microservices')).toMatchObject({
      vetoed: true,
      acceptability: 0,
    });
    const because = 'one part must scale on its own hardware';
    const accepted = decisionFor({
      ...answers,
      acceptVetoes: [{ veto: 'microservices-single-team', because }],
    });
    expect(accepted.vetoes[0]?.accepted).toBe(because);
    expect(accepted.ranking.every(({ vetoed }) => !vetoed)).toBe(true);
  });

  it('a ruled out pattern wins no draw, even where it would win most', () => {
    const bursty = COMPANIES['bursty webhooks']?.answers ?? {};
    const answers: Answers = { ...bursty, compliance: ['fedramp'] };
    const decision = decisionFor(answers);
    expect(decision.recommended.pattern).not.toBe('serverless');
    const serverless = decision.ranking.find(({ pattern }) => pattern === 'serverless');
    expect(serverless).toMatchObject({ vetoed: true, acceptability: 0 });
    const acceptVetoes = [{ veto: 'functions-authorised', because: 'all services are authorised' }];
    expect(decisionFor({ ...answers, acceptVetoes }).recommended.pattern).toBe('serverless');
  });

  it('never rules anything out because of an assumption', () => {
    expect(decisionFor({}).vetoes).toEqual([]);
    expect(decisionFor({ consistency: 'unknown', workload: ['transactional'] }).vetoes).toEqual([]);
  });

  it.each([
    [{ workload: ['long-running'] }, 'functions-limits'],
    [{ workload: ['inference'] }, 'functions-limits'],
    [{ latencyMs: 5 }, 'functions-limits'],
    [{ compliance: ['fedramp'] }, 'functions-authorised'],
    [{ opsMaturity: 1 }, 'microservices-prerequisites'],
    [{ consistency: 'strong', workload: ['transactional'] }, 'strong-invariants'],
  ] as const)('%j fires %s', (answers, veto) => {
    const parsed = Answers.parse(answers);
    expect(decisionFor(parsed).vetoes.map(({ id }) => id)).toEqual([veto]);
  });

  it('a veto that does not exist cannot be set aside unnoticed', () => {
    const acceptVetoes = [{ veto: 'function-limits', because: 'we know better' }];
    const [problem] = acceptedVetoProblems({ acceptVetoes }, knowledge);
    expect(problem?.code).toBe('VETO_UNKNOWN');
    expect(problem?.hint).toContain('functions-limits');
  });

  it('a flip that it names does change the recommendation', () => {
    const answers: Answers = {
      engineers: 200,
      teams: 25,
      opsMaturity: 4,
      peakRps: 3_000,
      consistency: 'mixed',
    };
    const decision = decisionFor(answers);
    const flip = decision.flips.find(({ input, to }) => input === 'consistency' && to !== null);
    expect(flip).toBeDefined();
    const flipped = decisionFor({ ...answers, consistency: 'strong' });
    expect(flip?.to).toBe('strong');
    expect(flipped.recommended.pattern).toBe(flip?.winner);
  });

  it('a small budget speaks against a pattern whose floor is above it', () => {
    const rich = decisionFor({ engineers: 4, opsMaturity: 3, budget: 20_000 });
    const poor = decisionFor({ engineers: 4, opsMaturity: 3, budget: 100 });
    const costValue = (decision: Decision) =>
      decision.ranking
        .find(({ pattern }) => pattern === 'microservices')
        ?.contributions.find(({ criterion }) => criterion === 'cost')?.value ?? NaN;
    expect(costValue(poor)).toBeLessThan(costValue(rich));
  });
});
