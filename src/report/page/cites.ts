import type { CompleteAnswers } from '#answers/complete-answers.js';
import type { Knowledge } from '#knowledge/schema.js';
import { DERIVATIONS } from './derivations.js';
import { html, joined, Html } from './html.js';

/** Links numbers to where they come from, and remembers what was linked: only that is printed as evidence. */
export interface Cites {
  /** `text` as a link to a record, a derivation (`how.…`) or an answer (`answer.…`). */
  readonly to: (id: string, text: string) => Html;
  /** `text` with each number in it as a link. */
  readonly numbers: (id: string, text: string) => Html;
  /** Small numbered marks for several records. */
  readonly marks: (ids: readonly string[]) => Html;
  readonly used: () => readonly string[];
}

export function anchorOf(id: string): string {
  return `e-${id}`;
}

const NUMBER = /[<>]?\$?\d(?:[\d,.]*\d)?(?:\s?%)?/g;

export function citesOf(knowledge: Knowledge, complete: CompleteAnswers): Cites {
  const known = new Set([
    ...Object.values(knowledge)
      .flat()
      .map(({ id }: { readonly id: string }) => id),
    ...DERIVATIONS.map(({ id }) => id),
    ...Object.keys(complete).map((key) => `answer.${key}`),
  ]);
  const used = new Set<string>();
  const to = (id: string, text: string): Html => {
    if (!known.has(id)) throw new Error(`The page cites ${JSON.stringify(id)}, which is no record`);
    used.add(id);
    return html`<a class="cite" href="#${anchorOf(id)}">${text}</a>`;
  };
  const numbers = (id: string, text: string): Html => {
    const parts: Html[] = [];
    let end = 0;
    for (const found of text.matchAll(NUMBER)) {
      parts.push(html`${text.slice(end, found.index)}`, to(id, found[0]));
      end = found.index + found[0].length;
    }
    return joined([...parts, html`${text.slice(end)}`], '');
  };
  const marks = (ids: readonly string[]): Html =>
    joined(
      [...new Set(ids)].map((id) => {
        used.add(id);
        return html`<a class="mark" href="#${anchorOf(id)}">${id}</a>`;
      }),
      ' ',
    );
  return { to, numbers, marks, used: () => [...used] };
}
