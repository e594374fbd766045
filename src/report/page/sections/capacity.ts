import { grouped, PATTERN_TITLE } from '../../words.js';
import { bar } from '../bars.js';
import type { Cites } from '../cites.js';
import { html } from '../html.js';
import { figure, table, type Given, type Section } from '../parts.js';

/** No more digits than the estimate has. */
export function about(value: number): string {
  if (value > 0 && value < 1) return '<1';
  return grouped(value < 10 ? Math.round(value) : Number(value.toPrecision(2)));
}

export function capacity({ decision, complete }: Given, cites: Cites): Section {
  const { capacity: now } = decision;
  const row = (title: string, key: 'concurrency' | 'vcpus' | 'databaseVcpus') => {
    const most = Math.max(now[key], now.later[key]) || 1;
    const part = (value: number, style: string) => bar([{ share: value / most, style }]);
    return [
      title,
      html`${part(now[key], 'weight')}${cites.to('how.capacity', about(now[key]))}`,
      html`${part(now.later[key], 'weight')}${cites.to('how.capacity', about(now.later[key]))}`,
    ];
  };
  return {
    id: 'capacity',
    title: 'Capacity',
    body: html`<p>
        The busiest moment has ${cites.to('answer.peakRps', about(complete.peakRps))} requests a
        second. What that keeps busy, whatever the pattern:
      </p>
      ${figure(
        html`At the peak, today and in ${cites.to('how.capacity', '18 months')}. It sizes and warns;
        it does not score.`,
        table(
          'Capacity at the peak',
          ['At the peak', 'Today', 'Later'],
          [
            row('Requests in flight', 'concurrency'),
            row('vCPU for the application', 'vcpus'),
            row('vCPU for the database', 'databaseVcpus'),
          ],
        ),
      )}
      ${
        now.warnings.length === 0
          ? html`<p>No limit is near: one database server has room for all of it.</p>`
          : html`<ul>
              ${now.warnings.map(
                ({ pattern, says }) =>
                  html`<li>
                    <strong>${pattern === null ? 'All patterns' : PATTERN_TITLE[pattern]}</strong>:
                    ${cites.numbers('how.capacity', says)}.
                  </li>`,
              )}
            </ul>`
      }`,
  };
}
