import type { PatternId } from '#shared/pattern-id.js';
import { PATTERN_TITLE } from '../words.js';
import type { Cites } from './cites.js';
import { html, joined, type Html } from './html.js';

/** The name of a pattern with its colour, which says nothing that the name does not. */
export function patternName(pattern: PatternId): Html {
  return html`<span class="is-${pattern}"
    ><span class="dot" aria-hidden="true"></span>${PATTERN_TITLE[pattern]}</span
  >`;
}

export function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** Causes with the record that makes each of them count. */
export function causes(
  because: readonly string[],
  evidence: readonly string[],
  cites: Cites,
): Html {
  return joined(
    because.map((text, index) => {
      const id = evidence[index];
      return id === undefined ? html`${text}` : cites.to(id, text);
    }),
    '; ',
  );
}

/** `does` for one system, `do` for functions and services. */
export function does(pattern: PatternId): string {
  return pattern === 'serverless' || pattern === 'microservices' ? 'do' : 'does';
}
