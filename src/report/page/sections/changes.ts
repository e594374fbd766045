import type { Decision } from '#decision/schema.js';
import { steadyInputs } from '../../flip-text.js';
import { grouped, INPUT_NAME } from '../../words.js';
import { swing } from '../bars.js';
import type { Cites } from '../cites.js';
import { html, joined, type Html } from '../html.js';
import { capitalised, patternName } from '../names.js';
import { figure, table, type Given, type Section } from '../parts.js';

type Flip = Decision['flips'][number];
type Swing = Decision['sensitivity']['swings'][number];

const MOST_SWINGS = 10;
const RULED_OUT = -1;

function shown(value: number | string | null): string {
  return typeof value === 'number' ? grouped(value) : (value ?? '').replaceAll(',', ', ');
}

function named(input: string): string {
  return capitalised(INPUT_NAME[input] ?? input);
}

function row(
  { input, from, to, direction, winner }: Flip,
  cites: Cites,
): readonly (Html | string)[] {
  const bound = { up: 'at least ', down: 'at most ', to: '' }[direction];
  return [
    named(input),
    cites.to(`answer.${input}`, shown(from)),
    cites.to('how.flips', `${bound}${shown(to)}`),
    winner === null ? '' : patternName(winner),
  ];
}

function swingRow(
  one: Swing,
  lead: number,
  reach: number,
  cites: Cites,
): readonly (Html | string)[] {
  const { input, from, low, high } = one;
  const at = (value: number) => 0.5 + value / (2 * reach);
  const fate = low.lead === RULED_OUT ? 'ruled out' : low.lead < 0 ? 'another leads' : null;
  return [
    html`${named(input)}<br /><span class="quiet"
        >${cites.to(`answer.${input}`, shown(from))}</span
      >`,
    swing(
      [
        { at: at(low.lead), style: 'down' },
        { at: at(high.lead), style: 'up' },
      ],
      at(lead),
      at(0),
    ),
    html`${cites.to('how.sensitivity', shown(low.to))}${fate === null ? null : html` <span class="bad">${fate}</span>`}`,
    cites.to('how.sensitivity', shown(high.to)),
  ];
}

function tornado({ decision }: Given, cites: Cites): Html | null {
  const { lead, swings } = decision.sensitivity;
  if (swings.length === 0) return null;
  const ends = swings.flatMap(({ low, high }) => [low.lead, high.lead]);
  const reach = 1.1 * Math.max(lead, ...ends.filter((end) => end > RULED_OUT).map(Math.abs));
  return html`<h3>What it rests on</h3>
    ${figure(
      html`How far ${cites.to('how.sensitivity', 'one answer alone')} moves the lead in value over
      the best other pattern, widest first. The grey line is today’s lead; left of the red line
      another pattern leads. Green: the lead grows.`,
      table(
        'Sensitivity of the recommendation',
        ['Answer, now', 'Lead of the recommendation', 'Weakest at', 'Strongest at'],
        swings.slice(0, MOST_SWINGS).map((one) => swingRow(one, lead, reach, cites)),
        'swings',
      ),
    )}`;
}

function together({ decision }: Given, cites: Cites): Html | null {
  const set = decision.smallestFlip;
  if (set === null || set.changes.length < 2) return null;
  const changes = set.changes.map(
    ({ input, from, to }) =>
      html`${named(input).toLowerCase()} ${cites.to('how.flips', shown(to))} instead of
      ${cites.to(`answer.${input}`, shown(from))}`,
  );
  return html`<p>
    The fewest answers that change it together: ${joined(changes, ' and ')}. Then it is
    ${patternName(set.winner)}.
  </p>`;
}

export function changes(given: Given, cites: Cites): Section {
  const { decision } = given;
  const turning = decision.flips.filter(({ to }) => to !== null);
  const steady = steadyInputs(decision.flips);
  return {
    id: 'changes',
    title: 'What would change it',
    body: html`${
      turning.length === 0
        ? html`<p>No single answer does, within the range that was tried.</p>`
        : figure(
            html`The nearest value of one answer that makes another pattern win, all others as they
            are. Each was decided again with it.`,
            table(
              'Where the answer turns',
              ['Answer', 'Now', 'Turns at', 'Then recommended'],
              turning.map((flip) => row(flip, cites)),
            ),
          )
    }${together(given, cites)}${steady.length === 0 ? null : html`<p>No value within ${cites.to('flip.reach', 'reach')} of these changes it alone: ${steady.join(', ')}.</p>`}${tornado(given, cites)}`,
  };
}
