import { describe, expect, it } from 'vitest';
import { completeAnswers } from '#answers/defaults.js';
import type { Answers } from '#answers/schema.js';
import { COMPANIES } from '#decision/companies.test-data.js';
import { decide } from '#decision/decide.js';
import { loadKnowledge } from '#knowledge/load.js';
import { decisionPage } from './page.js';

const knowledge = loadKnowledge();
const MOST_BYTES = 400_000;

function pageFor(answers: Answers): string {
  const complete = completeAnswers(answers);
  const decision = decide(complete, knowledge);
  const chosen = complete.pattern ?? decision.recommended.pattern;
  return decisionPage({ decision, complete, knowledge, chosen, because: null });
}

const pages = Object.entries(COMPANIES).map(([name, { answers }]) => ({
  name,
  page: pageFor(answers),
}));

/** What a reader sees above the evidence and his own answers, without what is a link, and without plots. */
function unlinked(page: string): string {
  const body = page.slice(page.indexOf('<body>'), page.indexOf('<section id="answers"'));
  return body
    .replace(/<svg[\s\S]*?<\/svg>/g, '')
    .replace(/<script[\s\S]*?<\/script>/g, '')
    .replace(/<a [^>]*>[\s\S]*?<\/a>/g, '')
    .replace(/<[^>]+>/g, ' ');
}

describe('decisionPage', () => {
  it.each(pages)('is one small file that asks nobody for anything: $name', ({ page }) => {
    expect(Buffer.byteLength(page)).toBeLessThanOrEqual(MOST_BYTES);
    const fetched =
      /<(?:script|img|iframe|link|source)\b[^>]*\b(?:src|href)="(?!data:)|url\(|@import/i;
    expect(page).not.toMatch(fetched);
    expect(page).not.toMatch(/undefined|NaN|\[object|Infinity/);
  });

  it.each(pages)('links each number to a record on the page: $name', ({ page }) => {
    expect(unlinked(page).match(/\S*\d\S*/g) ?? []).toEqual([]);
    const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const targets = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(targets.length).toBeGreaterThan(50);
    expect(targets.filter((id) => !ids.has(id))).toEqual([]);
    expect(ids.size).toBe([...page.matchAll(/ id="/g)].length);
  });

  it('says the answer before anything else, and prints judgement as judgement', () => {
    const { page = '' } = pages.find(({ name }) => name === 'three-person start-up') ?? {};
    const words = page.slice(page.indexOf('<body>')).replace(/<[^>]+>/g, ' ');
    expect(words.indexOf('a modular monolith')).toBeLessThan(200);
    expect(page).toContain('<span class="kind judgement">judgement</span>');
  });

  it('shows what was set aside, and what was chosen instead, as text', () => {
    const page = pageFor({
      engineers: 5,
      teams: 1,
      pattern: 'microservices',
      acceptVetoes: [
        { veto: 'microservices-single-team', because: '<script>alert(1)</script> we must' },
      ],
    });
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt; we must');
    expect(page).toContain('Chosen instead: microservices.');
  });

  it('is the same twice', () => {
    const { answers } = COMPANIES['bursty webhooks'] ?? { answers: {} };
    expect(pageFor(answers)).toBe(pageFor(answers));
  });
});
