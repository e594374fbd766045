import { describe, expect, it } from 'vitest';
import { completeAnswers } from '#answers/defaults.js';
import type { Answers } from '#answers/schema.js';
import { loadKnowledge } from '#knowledge/load.js';
import { decide } from './decide.js';
import { indexed } from './indexed.js';
import { recommend } from './recommend.js';

const knowledge = loadKnowledge();
const known = indexed(knowledge);

const COMPANIES: readonly Answers[] = [
  { engineers: 6 },
  { engineers: 25, workload: ['crud', 'streaming'] },
  { engineers: 60, teams: 9, opsMaturity: 4, users: 200_000, variability: 'spiky' },
  { engineers: 8, teams: 1, workload: ['webhooks', 'integration'], averageRps: 2, peakRps: 60 },
  { engineers: 180, teams: 20, opsMaturity: 5, peakRps: 8000, boundaryCertainty: 'high' },
];

const LISTS: readonly string[] = ['workload', 'compliance', 'experience'];

function winnerWith(answers: Answers, changes: readonly { input: string; to: unknown }[]) {
  const set = changes.map(({ input, to }) => [
    input,
    LISTS.includes(input) ? String(to).split(',') : to,
  ]);
  const complete = completeAnswers({ ...answers, ...Object.fromEntries(set) });
  return recommend(complete, known).first;
}

describe.each(COMPANIES)('what would change the recommendation: %j', (answers) => {
  const decision = decide(completeAnswers(answers), knowledge);

  it('is what the whole decision says when it is asked again', () => {
    for (const { input, to, winner } of decision.flips.filter((flip) => flip.to !== null))
      expect([input, to, winnerWith(answers, [{ input, to }])]).toEqual([input, to, winner]);
  }, 60_000);

  it('covers every answer by number, also those that nothing in reach moves', () => {
    const inputs = new Set(decision.flips.map(({ input }) => input));
    for (const input of ['teams', 'engineers', 'peakRps', 'latencyMs', 'dataGb'])
      expect(inputs).toContain(input);
  });

  it('is nearest: well before the value, the recommendation stands', () => {
    // Where everything is near, a search with few draws may pass by a nearer one.
    if (decision.recommended.word === 'close call') return;
    const numeric = decision.flips.filter(({ to, from }) => typeof to === 'number' && from !== 0);
    for (const { input, from, to, direction } of numeric) {
      if (typeof from !== 'number' || typeof to !== 'number' || direction === 'to') continue;
      const early = Math.round(from + (to - from) / 4);
      if (early === from || early < 1) continue;
      expect([input, winnerWith(answers, [{ input, to: early }])]).toEqual([
        input,
        decision.recommended.pattern,
      ]);
    }
  });

  it('includes the fewest answers that turn it together', () => {
    const { smallestFlip, flips } = decision;
    if (flips.some(({ winner }) => winner !== null)) expect(smallestFlip?.changes).toHaveLength(1);
    if (smallestFlip === null) return;
    expect(winnerWith(answers, smallestFlip.changes)).toBe(smallestFlip.winner);
    expect(smallestFlip.winner).not.toBe(decision.recommended.pattern);
  });

  it('is mapped for two numbers, with the present values in the middle', () => {
    const { flipMap } = decision;
    expect(flipMap?.across).not.toBe(flipMap?.up);
    expect(flipMap?.winners).toHaveLength(flipMap?.rows.length ?? -1);
    for (const row of flipMap?.winners ?? [])
      expect(row).toHaveLength(flipMap?.columns.length ?? -1);
    expect(flipMap?.winners.flat()).toContain(decision.recommended.pattern);
  });
});
