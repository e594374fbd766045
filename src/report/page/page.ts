import { citesOf } from './cites.js';
import { header } from './header.js';
import { Html, html } from './html.js';
import { PATTERN_TITLE } from '../words.js';
import type { Given, Section, SectionOf } from './parts.js';
import { answers } from './sections/answers.js';
import { availability } from './sections/availability.js';
import { capacity } from './sections/capacity.js';
import { changes } from './sections/changes.js';
import { compliance } from './sections/compliance.js';
import { cost } from './sections/cost.js';
import { evidence } from './sections/evidence.js';
import { hybrid } from './sections/hybrid.js';
import { path } from './sections/path.js';
import { precedents } from './sections/precedents.js';
import { sure } from './sections/sure.js';
import { technology } from './sections/technology.js';
import { twoWay } from './sections/two-way.js';
import { why } from './sections/why.js';
import { STYLE } from './style.js';

/** In the order in which a sceptical reader asks. */
const SECTIONS: readonly SectionOf[] = [
  sure,
  why,
  hybrid,
  cost,
  capacity,
  availability,
  changes,
  technology,
  path,
  precedents,
  compliance,
  twoWay,
  answers,
];

/** The decision as one page that needs nothing else: no network, no script, the same bytes each time. */
export function decisionPage(given: Given): string {
  const { complete, decision, knowledge } = given;
  const { pattern, word } = decision.recommended;
  const cites = citesOf(knowledge, complete);
  const top = header(given, cites);
  const told = SECTIONS.map((section) => section(given, cites));
  const all: readonly Section[] = [...told, evidence(cites.used(), knowledge)];
  const title = `${complete.project}: ${PATTERN_TITLE[pattern]} (${word})`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"
        />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <style>
          ${new Html(STYLE)}
        </style>
      </head>
      <body>
        <a class="skip" href="#sure">Skip to the reasons</a>
        ${top}
        <nav aria-label="On this page">
          <ol class="wide">
            ${all.map(({ id, title: name }) => html`<li><a href="#${id}">${name}</a></li>`)}
          </ol>
        </nav>
        <main class="wide is-${pattern}">
          ${all.map(
            ({ id, title: name, body }) =>
              html`<section id="${id}" aria-labelledby="${id}-title">
                <h2 id="${id}-title">${name}</h2>
                ${body}
              </section> `,
          )}
        </main>
        <footer class="wide">
          <p>
            Made by create-backend, engine ${decision.engineVersion}, from answers
            ${decision.answersHash.slice(0, 12)}. The same answers give the same bytes. Confidence
            is about the model’s own uncertainty, not the probability that you will be happy.
          </p>
        </footer>
      </body>
    </html> `.text;
}
