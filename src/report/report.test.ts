import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { completeAnswers } from '#answers/defaults.js';
import { COMPANIES } from '#decision/companies.test-data.js';
import { decide } from '#decision/decide.js';
import { loadKnowledge } from '#knowledge/load.js';
import { adr } from './adr.js';
import { decisionText, plainStyle } from './decision-text.js';
import { evidenceIds, explainEvidence } from './explain-evidence.js';
import { dollars, PATTERN_TITLE, percent } from './words.js';

const knowledge = loadKnowledge();
const cases = Object.entries(COMPANIES).map(([name, { answers }]) => {
  const complete = completeAnswers(answers);
  return { name, complete, decision: decide(complete, knowledge) };
});
const options = { width: 80, unicode: false, style: plainStyle };

describe('decisionText', () => {
  it.each(cases)('fits one screen and says the answer first: $name', ({ decision }) => {
    const lines = decisionText(decision, options).split('\n');
    expect(lines.length).toBeLessThanOrEqual(24);
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines[0]).toContain(decision.recommended.pattern.replace('-monolith', ' monolith'));
    expect(lines[0]).toContain(decision.recommended.word);
  });

  it.each(cases)('never cuts away what a change leads to: $name', ({ decision }) => {
    const narrow = decisionText(decision, { ...options, width: 48 }).split('\n');
    const turns = narrow.filter((line) => line.includes('->'));
    expect(narrow.filter((line) => line.length > 48)).toEqual([]);
    const titles = Object.values(PATTERN_TITLE).join('|');
    expect(turns.filter((line) => !new RegExp(` -> (?:${titles})$`).test(line))).toEqual([]);
    const moving = decision.flips.some(({ to }) => to !== null) || decision.smallestFlip !== null;
    expect(turns.length > 0).toBe(moving);
  });

  it('uses only the styles that it was given', () => {
    const [first] = cases;
    const style = { ...plainStyle, bold: (text: string) => `<${text}>` };
    const text = first && decisionText(first.decision, { ...options, style });
    expect(text).toMatch(/^<Recommended: /);
    expect(text).not.toContain('\u001B');
  });
});

describe('adr', () => {
  const choice = { pattern: 'microservices', because: 'a | b\n# c', date: '2026-11-23' } as const;

  it.each(cases)(
    'has the sections of MADR and the same bytes twice: $name',
    ({ decision, complete }) => {
      const { pattern } = decision.recommended;
      const text = adr(decision, complete, { ...choice, pattern }, knowledge);
      const headings = text.split('\n').filter((line) => /^#+ /.test(line));
      expect(headings.slice(1)).toEqual([
        '## Context and Problem Statement',
        '## Decision Drivers',
        '## Considered Options',
        '## Decision Outcome',
        '### Consequences',
        '### Confirmation',
        '## Pros and Cons of the Options',
        ...decision.ranking.map((one) => `### ${PATTERN_TITLE[one.pattern]}`),
        '## More Information',
      ]);
      expect(text).toBe(adr(decision, complete, { ...choice, pattern }, knowledge));
      expect(text).toContain(`\nChosen option: "${PATTERN_TITLE[pattern]}", because `);
      const [, matter = ''] = /^---\n([\s\S]*?)\n---\n/.exec(text) ?? [];
      expect(parse(matter)).toEqual({
        status: 'accepted',
        date: '2026-11-23',
        'decision-makers': [],
        consulted: [],
        informed: [],
      });
      expect(text).toContain('(judgement)');
      expect(text).not.toMatch(/undefined|NaN|\[object/);
    },
  );

  it('records a veto that was set aside among the consequences', () => {
    const because = 'one part must scale on its own hardware';
    const complete = completeAnswers({
      engineers: 5,
      teams: 1,
      acceptVetoes: [{ veto: 'microservices-single-team', because }],
    });
    const text = adr(decide(complete, knowledge), complete, choice, knowledge);
    const consequences = text.slice(text.indexOf('### Consequences'), text.indexOf('### Confirm'));
    expect(consequences).toContain(`was set aside: ${because}.`);
  });

  it('says what to build it with and which parts run another way, with the price of the seam', () => {
    const complete = completeAnswers({ engineers: 30, workload: ['crud', 'inference'] });
    const decision = decide(complete, knowledge);
    const text = adr(decision, complete, choice, knowledge);
    expect(text).toMatch(/\n\* inference: isolated-service \(.*the seam costs about \$\d/);
    for (const { title, name, because, builds } of decision.technology)
      expect(text).toContain(
        builds ? `\n* ${title}: ${name}. ${because}` : `\n* ${title}: ${name} (not generated yet`,
      );
    expect(text).toContain(' When ');
  });

  it('records an override with its reason, on one line', () => {
    const monolith = cases.find(({ name }) => name === 'no answers at all');
    const text = monolith && adr(monolith.decision, monolith.complete, choice, knowledge);
    expect(text).toContain('against the recommendation of modular monolith');
    expect(text).toContain('Chosen option: "microservices", because a \\| b # c.');
  });
});

describe('explainEvidence', () => {
  it('knows every id, with its source', () => {
    for (const id of evidenceIds(knowledge))
      expect(explainEvidence(id, knowledge).ok, id).toBe(true);
    const told = explainEvidence('rating.throughput.modular-monolith', knowledge);
    expect(told.ok && told.value).toContain('= 4 [2 to 5]');
    expect(told.ok && told.value).toContain('source: 6,000 requests/s on nine servers');
  });

  it('names the nearest id for one it does not know', () => {
    const told = explainEvidence('elasticty', knowledge);
    expect(told.ok ? '' : told.problems[0]?.hint).toBe('Did you mean "elasticity"?');
  });
});

describe('words', () => {
  it('never rounds a share to none or all of the draws', () => {
    expect([0, 0.001, 0.5, 0.999, 1].map(percent)).toEqual([
      '0 %',
      '<1 %',
      '50 %',
      '>99 %',
      '100 %',
    ]);
    expect([0, 171.4, 15_234, 1_234_567].map(dollars)).toEqual([
      '$0',
      '$171',
      '$15,000',
      '$1,200,000',
    ]);
  });
});
