import { PATTERN_IDS } from '#shared/pattern-id.js';
import { grouped } from '../../words.js';
import { bar } from '../bars.js';
import type { Cites } from '../cites.js';
import { html } from '../html.js';
import { capitalised, patternName } from '../names.js';
import { figure, table, type Given, type Section } from '../parts.js';

const MINUTES = 30 * 24 * 60;

/** Three digits behind the point: at this end of the scale they are the difference. */
function share(percent: number): string {
  return `${percent.toFixed(2)} %`;
}

export function availability({ decision }: Given, cites: Cites): Section {
  const { target, patterns, recovery } = decision.availability;
  const allowed = ((100 - target) / 100) * MINUTES;
  const most = Math.max(allowed, ...patterns.map(({ minutesDown }) => minutesDown)) * 1.05;
  const rows = PATTERN_IDS.flatMap((id) => {
    const chain = patterns.find(({ pattern }) => pattern === id);
    if (chain === undefined) return [];
    const { percent, minutesDown, meets, weakest, links } = chain;
    const link = links.find((one) => one.link === weakest);
    return [
      [
        patternName(id),
        html`${bar([{ share: minutesDown / most, style: `p-${id}` }])}<span class="quiet"
            >${cites.to('how.availability', grouped(Math.round(minutesDown)))} min down a
            month</span
          >`,
        html`${cites.to('how.availability', share(percent))}
          <span class="${meets ? 'good' : 'bad'}">${meets ? 'meets' : 'misses'}</span>`,
        link === undefined ? weakest : cites.to(link.evidence, weakest),
      ],
    ];
  });
  return {
    id: 'availability',
    title: 'Availability',
    body: html`<p>
        The target is ${cites.to('answer.availability', `${target} %`)}, which allows
        ${cites.to('how.availability', grouped(Math.round(allowed)))} minutes a month. A chain is
        weaker than each of its links:
      </p>
      ${figure(
        html`What providers promise for the links that one request touches, multiplied. It is what
        they pay for, not what is measured; your own releases come on top.`,
        table('Availability by pattern', ['Pattern', 'Down', 'Chain', 'Breaks first at'], rows),
      )}
      <ul>
        ${recovery.map(({ of, asked, needs, evidence }) => {
          const [id = 'how.availability'] = evidence;
          const key = of === 'time' ? 'recoveryMinutes' : 'recoveryPointMinutes';
          return html`<li>
            <strong>${of === 'time' ? 'Time to recover' : 'Data that may be lost'}</strong>:
            ${asked === null ? 'not said' : cites.to(`answer.${key}`, `${grouped(asked)} minutes`)}.
            ${cites.numbers(id, capitalised(needs))}.
          </li>`;
        })}
      </ul>`,
  };
}
