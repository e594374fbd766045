import { describe, expect, it } from 'vitest';
import { completeAnswers } from '#answers/defaults.js';
import { loadKnowledge } from '#knowledge/load.js';
import { COMPANIES } from './companies.test-data.js';
import { decide } from './decide.js';

const knowledge = loadKnowledge();

describe('sensitivity', () => {
  it.each(Object.entries(COMPANIES))(
    'encloses the present lead, widest first: %s',
    (_, { answers }) => {
      const { sensitivity } = decide(completeAnswers(answers), knowledge);
      const { lead, swings } = sensitivity;
      expect(swings.length).toBeGreaterThan(3);
      expect(swings.filter(({ low, high }) => low.lead > lead || high.lead < lead)).toEqual([]);
      const spans = swings.map(({ low, high }) => high.lead - low.lead);
      expect(spans).toEqual([...spans].sort((a, b) => b - a));
    },
  );

  it('names what the recommendation rests on', () => {
    const { answers } = COMPANIES['bursty webhooks'] ?? { answers: {} };
    const { sensitivity } = decide(completeAnswers(answers), knowledge);
    const inputs = sensitivity.swings.slice(0, 5).map(({ input }) => input);
    expect(inputs).toContain('workload');
  });
});
