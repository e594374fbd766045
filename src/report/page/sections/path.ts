import type { Stage } from '#decision/schema.js';
import { grouped, PATTERN_TITLE } from '../../words.js';
import type { Cites } from '../cites.js';
import { html, type Html } from '../html.js';
import { capitalised } from '../names.js';
import type { Given, Section } from '../parts.js';

function stage(one: Stage, cites: Cites): Html {
  const { kind, title, measure, where, when, threshold, unit, during, now, next, to, evidence } =
    one;
  const [id = 'how.flips'] = evidence;
  const measured =
    measure === null || when === null || threshold === null
      ? null
      : html`<p>
          ${when} ${cites.to(id, grouped(threshold))}
          ${unit ?? ''}${during === null ? null : html` <span class="quiet">${cites.numbers(id, during)}</span>`}${now === null ? null : html`; today ${cites.to(id, grouped(now))}`}.
          <span class="quiet">Read at: ${cites.numbers(id, where ?? '')}.</span>
        </p>`;
  return html`<li class="${kind}">
    <strong>${cites.numbers(id, capitalised(title))}</strong>${measured}
    <p>
      ${cites.numbers(id, next)}${to === null || kind === 'now' ? null : html` <span class="quiet">Towards ${PATTERN_TITLE[to]}.</span>`}
    </p>
  </li>`;
}

/** What to do first, and what to measure from then on. */
export function path({ decision }: Given, cites: Cites): Section {
  const steps = decision.path.filter(({ kind }) => kind !== 'trigger');
  const triggers = decision.path.filter(({ kind }) => kind === 'trigger');
  return {
    id: 'path',
    title: 'The path from here',
    body: html`<p>
        A decision holds as long as its reasons do. These are the numbers to watch; none of them is
        a date.
      </p>
      <h3>First</h3>
      <ol class="path">
        ${steps.map((one) => stage(one, cites))}
      </ol>
      <h3>Then, when one of these is seen</h3>
      <ol class="path">
        ${triggers.map((one) => stage(one, cites))}
      </ol>`,
  };
}
