import type { Technology } from '#decision/advice/technology.js';
import type { Comparison, Knowledge } from '#knowledge/schema.js';
import type { Cites } from '../cites.js';
import { html, joined, type Html } from '../html.js';
import { table, type Given, type Section } from '../parts.js';

function change(
  { name, when, because, evidence }: Technology['changes'][number],
  cites: Cites,
): Html {
  const conditions = joined(
    when.map((one) => cites.numbers(evidence, one)),
    ' and ',
  );
  const lead = when.length === 0 ? html`when this is so` : html`when ${conditions}`;
  return html`<li>
    ${cites.to(evidence, name)} ${lead}:
    <span class="quiet">${cites.numbers(evidence, because)}</span>
  </li>`;
}

function comparison(topic: string, knowledge: Knowledge, cites: Cites): Html | null {
  const rows = knowledge.comparisons.filter((row) => row.topic === topic);
  const options = knowledge.topics.find(({ id }) => id === topic)?.options ?? [];
  if (rows.length === 0) return null;
  const cell = ({ id, says }: Comparison, option: string) =>
    cites.numbers(id, says.find((one) => one.option === option)?.text ?? '');
  return html`<details>
    <summary>The options side by side</summary>
    ${table(
      'The options side by side',
      ['', ...options.map(({ title }) => title)],
      rows.map((row) => [cites.to(row.id, row.aspect), ...options.map(({ id }) => cell(row, id))]),
    )}
  </details>`;
}

function card(one: Technology, knowledge: Knowledge, cites: Cites): Html {
  const { topic, title, name, because, evidence, builds, note, changes } = one;
  const [id = topic] = evidence;
  return html`<div class="card">
    <p class="quiet">${title}</p>
    <h3>${cites.to(id, name)}</h3>
    <p>${cites.numbers(id, because)}</p>
    ${
      builds ? null : html`<p><span class="kind judgement">not generated yet</span></p>`
    }${note === null ? null : html`<p class="quiet">${cites.numbers(topic, note)}</p>`}${
      changes.length === 0
        ? null
        : html`<p class="quiet">It would be</p>
            <ul>
              ${changes.map((other) => change(other, cites))}
            </ul>`
    }${comparison(topic, knowledge, cites)}
  </div>`;
}

/** What to build it with; each row of the usual tables is a record of its own. */
export function technology({ decision, knowledge }: Given, cites: Cites): Section {
  return {
    id: 'technology',
    title: 'What to build it with',
    body: html`<p>
        Mostly <span class="kind judgement">judgement</span>, written as rules so that it can be
        argued with. What the generator cannot build yet is said.
      </p>
      <div class="cards">${decision.technology.map((one) => card(one, knowledge, cites))}</div>`,
  };
}
