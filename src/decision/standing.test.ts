import { describe, expect, it } from 'vitest';
import { completeAnswers } from '#answers/defaults.js';
import type { Answers } from '#answers/schema.js';
import { loadKnowledge } from '#knowledge/load.js';
import { decide } from './decide.js';
import { standingsOf } from './standing.js';

const knowledge = loadKnowledge();

const COMPANIES: readonly Answers[] = [
  {},
  { engineers: 4, teams: 1, workload: ['crud'] },
  { engineers: 180, teams: 20, opsMaturity: 5, peakRps: 8000, boundaryCertainty: 'high' },
  { engineers: 60, teams: 9, opsMaturity: 4, users: 200_000, variability: 'spiky' },
  { workload: ['streaming', 'analytics'], replay: 'replay', consumers: 8, engineers: 40 },
];

describe('the standing while answering', () => {
  it.each(COMPANIES)('is the decision, up to chance: %j', (answers) => {
    const complete = completeAnswers(answers);
    const { ranking } = decide(complete, knowledge);
    const standings = standingsOf(complete, knowledge);
    const sum = standings.reduce((total, { share }) => total + share, 0);
    expect(sum).toBeCloseTo(1, 9);
    for (const { pattern, share, vetoed, hosting, people } of standings) {
      const final = ranking.find((one) => one.pattern === pattern);
      expect(Math.abs(share - (final?.acceptability ?? -1))).toBeLessThan(0.15);
      expect({ vetoed, hosting, people }).toEqual({
        vetoed: final?.vetoed,
        hosting: final?.cost.hosting,
        people: final?.cost.people,
      });
    }
  });

  it('moves only where an answer matters: the same draws for all answers', () => {
    const before = standingsOf(completeAnswers({ engineers: 12 }), knowledge);
    expect(standingsOf(completeAnswers({ engineers: 12, project: 'x' }), knowledge)).toEqual(
      before,
    );
    expect(standingsOf(completeAnswers({ engineers: 300 }), knowledge)).not.toEqual(before);
  });
});
