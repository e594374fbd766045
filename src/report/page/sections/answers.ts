import { describesCompany } from '#answers/questions.js';
import { grouped } from '../../words.js';
import { anchorOf, type Cites } from '../cites.js';
import { html, joined, type Html } from '../html.js';
import type { Given, Section } from '../parts.js';

function shown(value: unknown): string {
  if (value === null) return 'not said';
  if (typeof value === 'number') return grouped(value);
  return Array.isArray(value) ? value.join(', ') || 'none' : String(value);
}

/** Everything the decision rests on that is about you; what was assumed says why. */
export function answers({ complete }: Given, _cites: Cites): Section {
  const assumed = new Map(complete.assumptions.map(({ key, because }) => [key, because]));
  const rows: Html[] = Object.entries(complete)
    .filter(([key]) => describesCompany(key))
    .map(([key, value]) => {
      const because = assumed.get(key);
      const from =
        because === undefined
          ? html`<span class="kind">told</span>`
          : html`<span class="kind judgement">assumed</span> ${because}`;
      return html`<tr id="${anchorOf(`answer.${key}`)}">
        <th scope="row">${key}</th>
        <td>${shown(value)}</td>
        <td>${from}</td>
      </tr>`;
    });
  return {
    id: 'answers',
    title: 'What was told, and what assumed',
    body: html`<div class="scroll evidence" role="region" tabindex="0" aria-label="Answers">
      <table>
        <caption class="unseen">
          Answers
        </caption>
        <thead>
          <tr>
            <th scope="col">Answer</th>
            <th scope="col">Value</th>
            <th scope="col">From</th>
          </tr>
        </thead>
        <tbody>
          ${joined(rows, '')}
        </tbody>
      </table>
    </div>`,
  };
}
