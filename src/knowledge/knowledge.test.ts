import { describe, expect, it } from 'vitest';
import { PATTERN_IDS } from '#shared/pattern-id.js';
import { DEFAULTS } from '#answers/defaults.js';
import { loadRegimes } from './load-regimes.js';
import { loadKnowledge } from './load.js';
import { Amount, Knowledge } from './schema.js';

const knowledge = loadKnowledge();
const {
  advice,
  caseCodes,
  cases,
  comparisons,
  criteria,
  demands,
  triggers,
  needs,
  prices,
  ratings,
  seams,
  sources,
  thresholds,
  topics,
  vetoes,
  weights,
} = knowledge;
const amounts = [...ratings, ...thresholds, ...prices, ...weights, ...triggers];
const defaults = DEFAULTS.map((one) => Amount.parse(one));
const technology = [...topics, ...advice, ...comparisons];
const others = [...needs, ...vetoes, ...seams, ...demands, ...defaults, caseCodes];
const records = [...technology, ...amounts, ...others];

describe('knowledge', () => {
  it('is what its schema says, without anything filled in', () => {
    expect(knowledge).toMatchObject(Knowledge.parse(structuredClone(knowledge)));
  });

  it('each id is used once, and the records of a file are sorted by id', () => {
    const ids = [...criteria, ...records, ...sources].map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    const sorted = [needs, prices, ratings, seams, sources, thresholds, vetoes, weights];
    const told = [cases, demands, triggers, defaults, topics, advice, comparisons];
    for (const list of [...sorted, ...told]) {
      const listed = list.map(({ id }) => id);
      expect(listed).toEqual([...listed].sort());
    }
  });

  it('each record names a known source, and each source is cited', () => {
    const known = sources.map(({ id }) => id);
    const cited = new Set([...records, ...loadRegimes().regimes].map(({ source }) => source));
    expect([...cited].filter((source) => !known.includes(source))).toEqual([]);
    expect(known.filter((id) => !cited.has(id))).toEqual([]);
  });

  it('advice and comparisons speak of topics and options that exist', () => {
    const options = new Map(topics.map(({ id, options: all }) => [id, all.map((one) => one.id)]));
    const named = [
      ...topics.map(({ id, usually }) => [id, usually] as const),
      ...advice.map(({ topic, choose }) => [topic, choose] as const),
      ...comparisons.flatMap(({ topic, says }) =>
        says.map(({ option }) => [topic, option] as const),
      ),
    ];
    expect(named.filter(([topic, option]) => !options.get(topic)?.includes(option))).toEqual([]);
    const conditions = advice.flatMap(({ when }) => when);
    expect(conditions.filter((condition) => Object.keys(condition).length < 2)).toEqual([]);
  });

  it('each value lies between its low and its high end', () => {
    expect(
      [...amounts, ...defaults].filter(({ value, low, high }) => value < low || value > high),
    ).toEqual([]);
  });

  it('every criterion that is not computed is rated once for each pattern, 1 to 5', () => {
    const rated = criteria.filter(({ computed }) => !computed);
    expect(rated).toHaveLength(14);
    for (const { id } of rated) {
      const patterns = ratings.filter(({ criterion }) => criterion === id);
      expect(patterns.map(({ pattern }) => pattern).sort()).toEqual([...PATTERN_IDS].sort());
    }
    expect(ratings.filter(({ low, high }) => low < 1 || high > 5)).toEqual([]);
    expect(ratings).toHaveLength(rated.length * PATTERN_IDS.length);
  });

  it('every serverless rating says that it is judgement', () => {
    const serverless = ratings.filter(({ pattern }) => pattern === 'serverless');
    expect(new Set(serverless.map(({ kind }) => kind))).toEqual(new Set(['judgement']));
  });

  it('each need has either points in rising order or levels, and stays on the scale', () => {
    for (const { id, points, levels, how } of needs) {
      expect(
        [points, levels].filter((one) => one !== undefined),
        id,
      ).toHaveLength(1);
      const at = (points ?? []).map((point) => point.at);
      expect(at, id).toEqual([...at].sort((a, b) => a - b));
      const values = [...(points ?? []), ...(levels ?? [])].map(({ need }) => need);
      if (how !== 'add') expect(Math.min(...values), id).toBeGreaterThanOrEqual(1);
      expect(Math.max(...values), id).toBeLessThanOrEqual(5);
    }
  });

  it('every criterion has a need, and every pair a first and a second', () => {
    for (const { id } of criteria)
      expect(needs.some(({ criterion }) => criterion === id)).toBe(true);
    for (const pair of ['change', 'complexity', 'scale']) {
      const members = criteria.filter((criterion) => criterion.pair === pair);
      expect(members.map(({ first }) => first).sort()).toEqual([false, true]);
    }
  });

  it('every veto cites records or sources that exist', () => {
    const ids = [...records, ...sources].map(({ id }) => id);
    expect(vetoes.flatMap(({ evidence }) => evidence).filter((id) => !ids.includes(id))).toEqual(
      [],
    );
  });
});
