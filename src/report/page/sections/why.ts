import type { Decision } from '#decision/schema.js';
import type { PatternId } from '#shared/pattern-id.js';
import { needWord, PATTERN_TITLE, percent, PATTERN_NOUN } from '../../words.js';
import { bar } from '../bars.js';
import type { Cites } from '../cites.js';
import { html, joined, type Html } from '../html.js';
import { capitalised, does, causes, patternName } from '../names.js';
import { figure, table, type Given, type Section } from '../parts.js';

type Reason = Decision['reasons'][number];

/** Smaller differences change nothing and only make the list longer. */
const LEAST_SHARE = 0.03;

function reason({ criterion, title, because, evidence }: Reason, cites: Cites): Html {
  return html`<li>
    <strong>${cites.to(criterion, title)}</strong>
    <span class="quiet"
      >${because.length === 0 ? null : html`(${causes(because, evidence, cites)})`}</span
    >
  </li>`;
}

function side(title: string, reasons: readonly Reason[], cites: Cites): Html {
  return html`<div>
    <h3>${title}</h3>
    ${
      reasons.length === 0
        ? html`<p class="quiet">Nothing that weighs.</p>`
        : html`<ul>
            ${reasons.map((one) => reason(one, cites))}
          </ul>`
    }
  </div>`;
}

function cell(decision: Decision, pattern: PatternId, criterion: string, cites: Cites): Html {
  const found = decision.ranking
    .find((one) => one.pattern === pattern)
    ?.contributions.find((one) => one.criterion === criterion);
  if (found === undefined) return html``;
  const { value, rating, evidence } = found;
  const drawn = bar([{ share: value, style: `p-${pattern}` }]);
  const said =
    rating === null || evidence === null
      ? cites.to('how.people', 'bill')
      : cites.to(evidence, String(Math.round(rating)));
  return html`${drawn}${said}`;
}

function contributions({ decision }: Given, cites: Cites): Html {
  const order = decision.ranking.map(({ pattern }) => pattern);
  const rows = decision.drivers.map(({ criterion, title, need, weight }) => [
    html`${cites.to(criterion, title)}<br /><span class="quiet">needed ${needWord(need)}</span>`,
    html`${bar([{ share: weight / (decision.drivers[0]?.weight ?? 1), style: 'weight' }])}${cites.to('how.weight', percent(weight))}`,
    ...order.map((pattern) => cell(decision, pattern, criterion, cites)),
  ]);
  return figure(
    html`How far each pattern meets what is needed, criterion by criterion, the heaviest first: a
    full bar meets the need. The number is the ${cites.to('how.value', 'rating')} it starts from, of
    five. Cost has no rating: it is computed from the bill.`,
    table(
      'Contribution of each criterion',
      ['Criterion', 'Weight', ...order.map((pattern) => patternName(pattern))],
      rows,
      'grid',
    ),
  );
}

function against({ decision }: Given, cites: Cites): Html {
  const titles = new Map(decision.drivers.map(({ criterion, title }) => [criterion, title]));
  const cards = decision.against.map(({ pattern, veto, criteria }) => {
    const fired = decision.vetoes.find(({ id }) => id === veto);
    const weaker = joined(
      criteria.map((id) => cites.to(id, (titles.get(id) ?? id).toLowerCase())),
      ' and ',
    );
    const why =
      fired === undefined
        ? html`<p>Weaker on ${weaker}.</p>`
        : html`<p>
              <strong>Ruled out</strong> by ${cites.to(fired.id, fired.id)}, because of
              ${cites.numbers(fired.id, fired.trigger)}.
            </p>
            <p>${cites.numbers(fired.id, fired.says)}</p>
            <p class="quiet">Unless: ${cites.numbers(fired.id, fired.unless)}</p>`;
    return html`<div class="card">
      <h3>${patternName(pattern)}</h3>
      ${why}
    </div>`;
  });
  return html`<h3>Why not the others</h3>
    <div class="cards">${cards}</div>`;
}

function accepted({ decision }: Given, cites: Cites): Html | null {
  const set = decision.vetoes.filter((veto) => veto.accepted !== null);
  if (set.length === 0) return null;
  return html`<h3>Vetoes that were set aside</h3>
    <ul>
      ${set.map(
        ({ id, pattern, says, accepted: reasonGiven }) =>
          html`<li>
            ${cites.to(id, id)} on ${PATTERN_TITLE[pattern]}: ${cites.numbers(id, says)}
            <strong>Set aside:</strong> ${reasonGiven}
          </li>`,
      )}
    </ul>`;
}

function seams({ decision, chosen }: Given, cites: Cites): Html | null {
  const needed = decision.seams.filter(({ patterns }) => patterns.includes(chosen));
  if (needed.length === 0) return null;
  return html`<h3>Boundaries that must be drawn</h3>
    <ul>
      ${needed.map(
        ({ id, says }) => html`<li>${cites.numbers(id, says)} ${cites.marks([id])}</li>`,
      )}
    </ul>`;
}

export function why(given: Given, cites: Cites): Section {
  const { decision } = given;
  const { pattern } = decision.recommended;
  const heavy = decision.reasons.filter(({ share }) => share >= LEAST_SHARE);
  const rival = PATTERN_NOUN[decision.rival];
  return {
    id: 'why',
    title: 'Why',
    body: html`<p>
        Compared with ${rival}, its strongest rival here. What is underlined leads to its evidence.
      </p>
      <div class="two">
        ${side(
          `${capitalised(PATTERN_NOUN[pattern])} ${does(pattern)} better`,
          heavy.filter(({ favours }) => favours === pattern),
          cites,
        )}${side(
          `${capitalised(rival)} would do better`,
          heavy.filter(({ favours }) => favours !== pattern),
          cites,
        )}
      </div>
      ${contributions(given, cites)}${against(given, cites)}${accepted(given, cites)}${seams(given, cites)}`,
  };
}
