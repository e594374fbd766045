import { grouped, percent, PATTERN_TITLE } from '../../words.js';
import { barWithError } from '../bars.js';
import type { Cites } from '../cites.js';
import { html, type Html } from '../html.js';
import { patternName } from '../names.js';
import { figure, table, type Given, type Section } from '../parts.js';

function doubts({ decision }: Given): Html | null {
  const { length } = decision.assumptions;
  if (length === 0) return null;
  const [were, them] = length === 1 ? ['One answer was', 'it'] : ['Several answers were', 'them'];
  return html`<p>
    ${were} assumed and drawn from a range; <a href="#answers">giving ${them}</a> makes this surer.
  </p>`;
}

function settling({ decision }: Given, cites: Cites): Html | null {
  const { closeCall } = decision;
  if (closeCall === null) return null;
  const { kind, asks, settles } = closeCall;
  const rows = settles.map(({ answer, winner, share }) => [
    cites.numbers('how.flips', answer),
    patternName(winner),
    kind === 'question'
      ? cites.to('how.acceptability', percent(share))
      : 'the whole decision again',
  ]);
  return html`<div class="card mind">
    <h3>What would settle it</h3>
    <p>
      ${kind === 'question' ? 'Answer this' : 'Measure this'}: ${cites.numbers('how.flips', asks)}
    </p>
    ${table('What would settle it', ['If it is', 'Then', 'First in'], rows)}
  </div>`;
}

export function sure(given: Given, cites: Cites): Section {
  const { decision } = given;
  const ahead = decision.ranking.find(
    ({ acceptability }) => acceptability > decision.recommended.confidence,
  );
  const rows = decision.ranking.map(({ pattern, acceptability, error, vetoed }) => [
    patternName(pattern),
    vetoed
      ? html`<span class="quiet">ruled out</span>`
      : barWithError(acceptability, error, pattern),
    cites.to('how.acceptability', percent(acceptability)),
  ]);
  return {
    id: 'sure',
    title: 'How sure',
    body: html`<p>
        Nobody knows the right ratings and weights. So all of them were varied together, within what
        the sources allow, ${cites.to('draws.main', grouped(decision.draws))} times; the bars count
        how often each pattern came first.
      </p>
      ${figure(
        html`Share of draws in which a pattern comes first. The whiskers are twice the
        ${cites.to('how.acceptability', 'error of counting')}; they say nothing about your answers
        being right.`,
        table('First in so many draws', ['Pattern', 'First in', 'Share'], rows, 'bars'),
      )}
      ${ahead === undefined ? null : html`<p>${PATTERN_TITLE[ahead.pattern]} is ahead, but not ${cites.to('confidence.tie-margin', 'clearly')}: of two that do equally well, the simpler one is recommended, because it can be left again.</p>`}${settling(given, cites)}${doubts(given)}`,
  };
}
