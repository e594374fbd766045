import type { Cites } from '../cites.js';
import { html } from '../html.js';
import { table, type Given, type Section } from '../parts.js';

/** What each regime demands, what the code does about it, and what people must still do. */
export function compliance({ decision }: Given, cites: Cites): Section {
  const regimes = decision.compliance.filter(({ demands }) => demands.length > 0);
  return {
    id: 'compliance',
    title: 'What the rules demand',
    body:
      regimes.length === 0
        ? html`<p>
            No regime was named. Personal data brings one along whether it is named or not.
          </p>`
        : html`${regimes.map(
              ({ regime, demands }) =>
                html`<h3>${cites.numbers(demands[0]?.id ?? regime, regime.toUpperCase())}</h3>
                  ${table(
                    `Demands of ${regime}`,
                    ['Demand', 'In code and infrastructure', 'Outside the code'],
                    demands.map(({ id, demand, control, outside }) => [
                      html`${cites.to(id, demand)}`,
                      cites.numbers(id, control),
                      cites.numbers(id, outside),
                    ]),
                  )}`,
            )}
            <p class="quiet">Which regimes apply is decided by counsel, not by this page.</p>`,
  };
}
