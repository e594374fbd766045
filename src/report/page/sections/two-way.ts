import { PATTERN_IDS } from '#shared/pattern-id.js';
import type { Cites } from '../cites.js';
import { flipMap, flipRows, nameOf } from '../flip-map.js';
import { html } from '../html.js';
import { capitalised, patternName } from '../names.js';
import { asTable, figure, table, type Given, type Section } from '../parts.js';

/** Two answers against each other: for those who want to see the border itself. */
export function twoWay({ decision, complete }: Given, cites: Cites): Section {
  const map = decision.flipMap;
  const title = 'Two answers at once';
  if (map === null) {
    return {
      id: 'two-way',
      title,
      body: html`<p>No two numbers turn this recommendation together.</p>`,
    };
  }
  const value = (input: string) =>
    Number(Object.entries(complete).find(([key]) => key === input)?.[1] ?? 0);
  const { heads, rows } = flipRows(map);
  const across = capitalised(nameOf(map.across));
  return {
    id: 'two-way',
    title,
    body: html`<p>
        ${across} against ${nameOf(map.up)}: the two numbers that turn the recommendation soonest,
        everything else as it is.
      </p>
      ${figure(
        html`Each field is a ${cites.to('how.flips', 'decision of its own')} with fewer draws; the
        ring is where you are, and borders are as unsure as the shares.`,
        html`<ul class="legend">
            ${PATTERN_IDS.map((pattern) => html`<li>${patternName(pattern)}</li>`)}
          </ul>
          ${flipMap(map, { across: value(map.across), up: value(map.up) })}${asTable(
            table(
              'Recommended pattern for two answers',
              [
                `${nameOf(map.up)} \\ ${nameOf(map.across)}`,
                ...heads.map((head) => cites.to('how.flips', head)),
              ],
              rows.map(([first = '', ...rest]) => [cites.to('how.flips', first), ...rest]),
            ),
          )}`,
      )}`,
  };
}
