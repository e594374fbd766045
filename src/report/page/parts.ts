import type { CompleteAnswers } from '#answers/complete-answers.js';
import type { Decision } from '#decision/schema.js';
import type { Knowledge } from '#knowledge/schema.js';
import type { PatternId } from '#shared/pattern-id.js';
import type { Cites } from './cites.js';
import { html, type Html } from './html.js';

/** What every section is made from. */
export interface Given {
  readonly decision: Decision;
  readonly complete: CompleteAnswers;
  readonly knowledge: Knowledge;
  /** What was chosen in the end, which may not be what was recommended. */
  readonly chosen: PatternId;
  readonly because: string | null;
}

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}

export type SectionOf = (given: Given, cites: Cites) => Section;

/** A chart or a table with its caption. */
export function figure(caption: Html, body: Html): Html {
  return html`<figure>
    ${body}
    <figcaption>${caption}</figcaption>
  </figure>`;
}

/** A table that scrolls alone, never the page, where a screen is narrower than it. */
export function table(
  caption: string,
  heads: readonly (Html | string)[],
  rows: readonly (readonly (Html | string)[])[],
  style = '',
): Html {
  const cells = (row: readonly (Html | string)[]) =>
    row.map((cell, index) =>
      index === 0 ? html`<th scope="row">${cell}</th>` : html`<td>${cell}</td>`,
    );
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${caption}">
    <table class="${style}">
      <caption class="unseen">
        ${caption}
      </caption>
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${cells(row)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** The same as a table, one click away. */
export function asTable(shown: Html): Html {
  return html`<details class="as-table">
    <summary>The same as a table</summary>
    ${shown}
  </details>`;
}
