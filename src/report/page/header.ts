import { flipText } from '../flip-text.js';
import { dollars, PATTERN_TITLE, percent, PATTERN_NOUN, INPUT_NAME } from '../words.js';
import type { Cites } from './cites.js';
import { html, joined, type Html } from './html.js';

import type { Given } from './parts.js';

const CALLED: Readonly<Record<string, string>> = {
  clear: 'The answer is clear',
  likely: 'This is the likely answer',
  'close call': 'It is a close call',
};

function strongest({ decision }: Given, cites: Cites): Html | null {
  const { pattern } = decision.recommended;
  const pro = decision.reasons.filter(({ favours }) => favours === pattern).slice(0, 3);
  if (pro.length === 0) return null;
  const names = pro.map(({ criterion, title }) => cites.to(criterion, title.toLowerCase()));
  const list =
    names.length === 1
      ? names
      : [joined(names.slice(0, -1), ', '), html` and `, ...names.slice(-1)];
  return html` What counts most is ${list}: there it beats ${PATTERN_NOUN[decision.rival]}.`;
}

function lede(given: Given, cites: Cites): Html {
  const { recommended } = given.decision;
  const sure = CALLED[recommended.word] ?? recommended.word;
  const share = cites.to('how.acceptability', percent(recommended.confidence));
  return html`<p class="lede">
    ${sure}: it comes first in ${share} of simulated judgements.${strongest(given, cites)}
  </p>`;
}

function instead({ decision, chosen, because }: Given): Html | null {
  if (chosen === decision.recommended.pattern) return null;
  const { pattern } = decision.recommended;
  return html`<p class="instead">
    <strong>Chosen instead: ${PATTERN_TITLE[chosen]}.</strong> The recommendation was
    ${PATTERN_NOUN[pattern]}. Reason given: ${because ?? 'none was recorded'}.
  </p>`;
}

function fact(name: string, strong: Html, more: Html): Html {
  return html`<div>
    <dt>${name}</dt>
    <dd><strong>${strong}</strong>${more}</dd>
  </div>`;
}

function facts({ decision }: Given, cites: Cites): Html {
  const [first, second] = decision.ranking;
  if (first === undefined || second === undefined) return html``;
  const flip = decision.flips.find((one) => flipText(one) !== null);
  const turns = flip === undefined ? null : flipText(flip);
  return html`<dl class="facts">
    ${fact('How sure', html`${decision.recommended.word}`, html`next: ${PATTERN_TITLE[second.pattern]}, ${cites.to('how.acceptability', percent(second.acceptability))}`)}
    ${fact('Hosting a month', cites.to(`how.cost.${first.pattern}`, dollars(first.cost.hosting)), html`list prices of ${cites.to(`how.cost.${first.pattern}`, decision.pricesSeen)}`)}
    ${fact('Time to run it, a month', cites.to('how.people', dollars(first.cost.people)), html`of the people you have`)}
    ${fact('What would change it', html`${flip === undefined ? 'no single answer' : (INPUT_NAME[flip.input] ?? flip.input)}`, turns === null ? html`within the range tried` : cites.numbers('how.flips', turns.slice(turns.indexOf(':') + 2).replace('->', '→')))}
  </dl>`;
}

/** The answer, before anything else. */
export function header(given: Given, cites: Cites): Html {
  const { complete, decision } = given;
  const { pattern } = decision.recommended;
  return html`<header class="wide is-${pattern}">
    <p class="eyebrow">Architecture decision for ${complete.project}</p>
    <h1>Build ${complete.project} as <em>${PATTERN_NOUN[pattern]}</em>.</h1>
    ${lede(given, cites)}${instead(given)}${facts(given, cites)}
  </header>`;
}
