import { describe, expect, it } from 'vitest';
import { completeAnswers } from '#answers/defaults.js';
import { decideFor } from './decide-for.js';
import { recordOf } from './record.js';

const oneTeam = { engineers: 4, teams: 1 };

describe('what is recorded of a decision', () => {
  it('is no more than the choice when the recommendation is followed', () => {
    const decision = decideFor(completeAnswers(oneTeam));
    const { pattern, word } = decision.recommended;
    expect(recordOf(decision, pattern, null)).toEqual({
      recommended: pattern,
      chosen: pattern,
      because: null,
      word,
      engineVersion: decision.engineVersion,
      answersHash: decision.answersHash,
      path: expect.any(Array),
      vetoOverrides: [],
    });
  });

  it('keeps what is to be measured, and nothing that is not', () => {
    const decision = decideFor(completeAnswers(oneTeam));
    const { path } = recordOf(decision, decision.recommended.pattern, null);
    expect(path.map(({ id }) => id)).toEqual(
      decision.path.filter(({ measure }) => measure !== null).map(({ id }) => id),
    );
    expect(path.length).toBeGreaterThan(3);
  });

  it('names the vetoes that the choice overrides, with its reason', () => {
    const decision = decideFor(completeAnswers(oneTeam));
    expect(recordOf(decision, 'microservices', 'we must').vetoOverrides).toContainEqual({
      veto: 'microservices-single-team',
      because: 'we must',
    });
    expect(recordOf(decision, 'serverless', 'we must').vetoOverrides).toEqual([]);
  });

  it('keeps the reason with which a veto was set aside', () => {
    const because = 'two teams join next month';
    const acceptVetoes = [{ veto: 'microservices-single-team', because }];
    const decision = decideFor(completeAnswers({ ...oneTeam, acceptVetoes }));
    const { vetoOverrides } = recordOf(decision, 'microservices', 'other');
    expect(vetoOverrides).toContainEqual({ veto: 'microservices-single-team', because });
  });
});
