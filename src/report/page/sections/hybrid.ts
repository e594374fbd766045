import type { HybridPart } from '#decision/schema.js';
import { dollars, PATTERN_TITLE, PATTERN_NOUN } from '../../words.js';
import type { Cites } from '../cites.js';
import { html, type Html } from '../html.js';
import { capitalised } from '../names.js';
import type { Given, Section } from '../parts.js';

function card(
  { part, runtime, says, because, cost, taken, limit, evidence }: HybridPart,
  cites: Cites,
): Html {
  const [why = 'how.hybrid'] = evidence;
  const price =
    cost.hosting + cost.people === 0
      ? html`The seam costs nothing extra.`
      : html`The seam costs ${cites.to('how.hybrid', dollars(cost.hosting))} of hosting and
        ${cites.to('how.hybrid', dollars(cost.people))} of people’s time a month.`;
  return html`<div class="card">
    <h3>${capitalised(part)}: ${runtime.replaceAll('-', ' ')}</h3>
    <p>${cites.numbers(why, capitalised(says))}.</p>
    <p class="quiet">Because ${cites.numbers(why, because)}. ${price}</p>
    ${
      taken
        ? null
        : html`<p>
            <strong>Left in the core for now:</strong> ${cites.numbers('how.hybrid', limit ?? '')}.
          </p>`
    }
    <p class="marks">${cites.marks(evidence)}</p>
  </div>`;
}

/** One core, and the parts of the work that are better treated apart. */
export function hybrid({ decision }: Given, cites: Cites): Section {
  const { core, parts } = decision.hybrid;
  return {
    id: 'hybrid',
    title: 'One pattern for all of it?',
    body:
      parts.length === 0
        ? html`<p>
            Yes. Each part of the work was ${cites.to('how.hybrid', 'judged alone')}, and none gains
            enough by leaving ${PATTERN_NOUN[core]} to pay for a seam.
          </p>`
        : html`<p>
              The core is ${PATTERN_TITLE[core]}. Each part of the work was
              ${cites.to('how.hybrid', 'judged alone')} too:
            </p>
            <div class="cards">${parts.map((part) => card(part, cites))}</div>`,
  };
}
