import { dollars, grouped, PATTERN_TITLE } from '../../words.js';
import { bar } from '../bars.js';
import { breakEven, rangeRows } from '../break-even.js';
import type { Cites } from '../cites.js';
import { html, joined, type Html } from '../html.js';
import { patternName } from '../names.js';
import { asTable, figure, table, type Given, type Section } from '../parts.js';
import { PATTERN_IDS } from '#shared/pattern-id.js';

function perPattern({ decision }: Given, cites: Cites): Html {
  const most = Math.max(...decision.ranking.map(({ cost }) => cost.total), 1);
  const rows = decision.ranking.map(({ pattern, cost }) => [
    patternName(pattern),
    bar([
      { share: cost.hosting / most, style: `p-${pattern}` },
      { share: cost.people / most, style: `p-${pattern} faint` },
    ]),
    html`${cites.to(`how.cost.${pattern}`, dollars(cost.hosting))} +
    ${cites.to('how.people', dollars(cost.people))}`,
  ]);
  return figure(
    html`USD a month at your load: hosting (full colour) plus the time of the people who keep it
    running (pale).`,
    table('Cost of each pattern', ['Pattern', 'Hosting and people', 'A month'], rows, 'bars'),
  );
}

function bills({ decision }: Given, cites: Cites): Html {
  return html`<details>
    <summary>What is on each bill</summary>
    <div class="cards">
      ${decision.ranking.map(({ pattern }) => {
        const lines = decision.cost.patterns.find((one) => one.pattern === pattern)?.lines ?? [];
        return html`<div class="card">
          <h3>${patternName(pattern)}</h3>
          ${table(
            `Bill of ${PATTERN_TITLE[pattern]}`,
            ['Item', 'USD a month'],
            lines.map(({ what, usd }) => [what, cites.to(`how.cost.${pattern}`, grouped(usd))]),
          )}
        </div>`;
      })}
    </div>
  </details>`;
}

const MOST_ROWS = 12;

function overTheLoad({ decision, complete }: Given, cites: Cites): Html {
  const turns = decision.cost.breakEven.map(
    ({ averageRps, below, above }) =>
      html`<li>
        From ${cites.to('how.range', grouped(averageRps))} requests a second on average,
        ${PATTERN_TITLE[above]} is cheaper to host than ${PATTERN_TITLE[below]}.
      </li>`,
  );
  const [head, ...rest] = [
    'Average requests a second',
    ...PATTERN_IDS.map((pattern) => patternName(pattern)),
  ];
  const rows = rangeRows(decision, MOST_ROWS).map((row) =>
    row.map((cell) => cites.to('how.range', cell)),
  );
  return html`<h3>When would the bill turn?</h3>
    ${
      turns.length === 0
        ? html`<p>Over the whole range tried, the same pattern is the cheapest to host.</p>`
        : html`<ul>
            ${turns}
          </ul>`
    }${figure(
      html`Hosting a month over the average load, both axes in factors of ten, at your ratio of peak
      to average. The dashed line is ${cites.to('answer.averageRps', 'your load')}.`,
      html`<ul class="legend narrow" aria-hidden="true">
          ${PATTERN_IDS.map((pattern) => html`<li>${patternName(pattern)}</li>`)}
        </ul>
        ${breakEven(decision, complete.averageRps, true)}${breakEven(decision, complete.averageRps, false)}${asTable(table('Hosting over the load', [head ?? '', ...rest], rows))}`,
    )}`;
}

function leftOut({ decision }: Given, cites: Cites): Html {
  const free = decision.cost.patterns.filter(({ freeTier }) => freeTier > 0);
  return html`<p>
    Not included:
    ${decision.cost.notIncluded.join('; ')}.${
      free.length === 0
        ? null
        : html` Free tiers would take off
          ${joined(
            free.map(
              ({ pattern, freeTier }) =>
                html`${cites.to('how.free', dollars(freeTier))} (${PATTERN_TITLE[pattern]})`,
            ),
            ', ',
          )}.`
    }
  </p>`;
}

export function cost(given: Given, cites: Cites): Section {
  const { decision } = given;
  return {
    id: 'cost',
    title: 'What it costs',
    body: html`<p>
        ${cites.to('aws-prices', 'List prices of AWS, us-east-1')}, the oldest seen on
        ${cites.to(`how.cost.${decision.recommended.pattern}`, decision.pricesSeen)}. People cost
        ${cites.to('answer.engineerCost', dollars(given.complete.engineerCost))} a month each, all
        included.
      </p>
      ${perPattern(given, cites)}${bills(given, cites)}${overTheLoad(given, cites)}${leftOut(given, cites)}`,
  };
}
