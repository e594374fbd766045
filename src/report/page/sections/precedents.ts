import type { Precedent } from '#decision/schema.js';
import { PATTERN_TITLE, percent } from '../../words.js';
import type { Cites } from '../cites.js';
import { html, type Html } from '../html.js';
import { patternName } from '../names.js';
import type { Given, Section } from '../parts.js';

function card(one: Precedent, cites: Cites): Html {
  const {
    id,
    organisation,
    system,
    year,
    decided,
    counter,
    likeness,
    alike,
    differs,
    outcome,
    reason,
    source,
  } = one;
  const when = year === null ? null : html`, ${cites.to(id, String(year))}`;
  return html`<div class="card ${counter ? 'mind' : ''}">
    <h3>${cites.numbers(id, organisation)}</h3>
    <p class="quiet">${cites.numbers(id, system)}${when}</p>
    <p>
      ${patternName(decided)}${counter ? html` <span class="kind judgement">decided otherwise</span>` : null}
    </p>
    <p>${cites.numbers(id, reason)}</p>
    <p>Outcome: ${cites.numbers(id, outcome)}.</p>
    <p class="quiet">
      Alike ${cites.to('how.likeness', percent(likeness))}: ${alike.join(', ') || 'in little'}.
      Differs: ${differs.join(', ') || 'in little'}.
    </p>
    <p class="quiet">${cites.to(id, source.title)}</p>
  </div>`;
}

/** What others decided who were in a similar place, and at least one who decided otherwise. */
export function precedents({ decision }: Given, cites: Cites): Section {
  const { pattern } = decision.recommended;
  return {
    id: 'precedents',
    title: 'Who was here before',
    body: html`<p>
        The published decisions whose context is nearest to yours, with one that did not choose
        ${PATTERN_TITLE[pattern]}. Who publishes, chooses what to publish.
      </p>
      <div class="cards">${decision.precedents.map((one) => card(one, cites))}</div>`,
  };
}
