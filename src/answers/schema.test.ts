import { describe, expect, it } from 'vitest';
import { answersJsonSchema, Answers, parseAnswers } from './schema.js';
import { QUESTION, QUESTIONS } from './questions.js';

function problemsOf(raw: unknown) {
  const parsed = parseAnswers(raw);
  return parsed.ok ? [] : parsed.problems;
}

describe('questions and schema', () => {
  it('the schema has one key for each question, and two that are not asked', () => {
    const keys = Object.keys(Answers.shape).filter((k) => k !== '$schema' && k !== 'acceptVetoes');
    expect(keys).toEqual(Object.keys(QUESTION));
    expect(QUESTIONS.map((question) => question.id)).toEqual(keys);
  });

  it('each flag is the key in kebab case and no two are equal', () => {
    const flags = QUESTIONS.map((question) => question.flag);
    expect(new Set(flags).size).toBe(flags.length);
    for (const question of QUESTIONS.filter(({ id }) => id !== 'features')) {
      const kebab = question.id.replace(/([A-Z]|\d+)/g, '-$1').toLowerCase();
      expect(question.flag).toBe(`--${kebab}`);
    }
  });

  it('quick mode asks six questions', () => {
    expect(QUESTIONS.filter((question) => question.quick)).toHaveLength(6);
  });

  it('the JSON Schema describes every key and refuses others', () => {
    const schema = answersJsonSchema();
    expect(schema['additionalProperties']).toBe(false);
    const properties = schema['properties'];
    expect(Object.keys(properties as object)).toEqual(Object.keys(Answers.shape));
    for (const one of Object.values(properties as object))
      expect(one).toHaveProperty('description');
  });
});

describe('parseAnswers', () => {
  it('accepts nothing at all, and "unknown" for every question of the decision', () => {
    expect(parseAnswers({}).ok).toBe(true);
    const askable = QUESTIONS.filter((question) => question.unknownAllowed);
    expect(askable.length).toBeGreaterThan(20);
    expect(problemsOf(Object.fromEntries(askable.map(({ id }) => [id, 'unknown'])))).toEqual([]);
  });

  it.each([null, undefined, 3, 'x', []])('refuses %j as a whole', (raw) => {
    expect(problemsOf(raw)[0]?.code).toBe('ANSWERS_NOT_AN_OBJECT');
  });

  it('names the nearest key for one it does not know', () => {
    const [problem] = problemsOf({ enginers: 3 });
    expect(problem).toMatchObject({ code: 'ANSWER_KEY_UNKNOWN' });
    expect(problem?.message).toContain('"enginers"');
    expect(problem?.hint).toBe('Did you mean "engineers"?');
  });

  it('names the nearest value for one it does not know', () => {
    const [problem] = problemsOf({ variability: 'spikey' });
    expect(problem).toMatchObject({ code: 'ANSWER_VALUE_UNKNOWN' });
    expect(problem?.hint).toContain('Did you mean "spiky"?');
    expect(problemsOf({ workload: ['crud', 'web-hook'] })[0]?.hint).toContain('"webhooks"');
    expect(problemsOf({ pattern: 'microservice' })[0]?.hint).toContain('"microservices"');
  });

  it.each([
    ['engineers', Number.NaN, 'ANSWER_NOT_A_NUMBER'],
    ['engineers', '12abc', 'ANSWER_NOT_A_NUMBER'],
    ['engineers', '12', 'ANSWER_NOT_A_NUMBER'],
    ['engineers', null, 'ANSWER_NOT_A_NUMBER'],
    ['engineers', 2.5, 'ANSWER_NOT_A_NUMBER'],
    ['engineers', -1, 'ANSWER_OUT_OF_RANGE'],
    ['engineers', 0, 'ANSWER_OUT_OF_RANGE'],
    ['averageRps', 1e308, 'ANSWER_OUT_OF_RANGE'],
    ['averageRps', Infinity, 'ANSWER_NOT_A_NUMBER'],
    ['availability', 100, 'ANSWER_OUT_OF_RANGE'],
    ['opsMaturity', 6, 'ANSWER_OUT_OF_RANGE'],
    ['workload', 'crud', 'ANSWER_VALUE_UNKNOWN'],
    ['workload', [1], 'ANSWER_VALUE_UNKNOWN'],
    ['modules', 'a', 'ANSWER_NOT_TEXT'],
    ['project', 3, 'ANSWER_NOT_TEXT'],
    ['acceptVetoes', [{ veto: 'x', because: 'short' }], 'ANSWER_INVALID'],
  ])('refuses %s: %j with %s', (key, value, code) => {
    const problems = problemsOf({ [key]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]?.code).toBe(code);
    expect(problems[0]?.message).toContain(key);
  });

  it('refuses answers that contradict each other', () => {
    for (const raw of [
      { averageRps: 10, peakRps: 5 },
      { engineers: 3, teams: 4 },
      { compliance: ['none', 'gdpr'] },
    ]) {
      expect(problemsOf(raw).map(({ code }) => code)).toEqual(['ANSWERS_CONTRADICT']);
    }
  });

  it('refuses __proto__ as a key and leaves no trace of it', () => {
    const raw: unknown = JSON.parse('{"__proto__": {"polluted": true}}');
    expect(problemsOf(raw)[0]?.code).toBe('ANSWER_KEY_UNKNOWN');
    expect({}).not.toHaveProperty('polluted');
  });

  it('tells every problem at once', () => {
    const codes = problemsOf({ nope: 1, engineers: -1, project: 3 }).map(({ code }) => code);
    expect(codes).toHaveLength(3);
  });
});
