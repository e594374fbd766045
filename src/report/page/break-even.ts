import type { Decision } from '#decision/schema.js';
import { PATTERN_IDS, type PatternId } from '#shared/pattern-id.js';
import { dollars, grouped, PATTERN_TITLE } from '../words.js';
import { html, type Html } from './html.js';
import { apart, logScale, polyline, text, type Frame } from './plot.js';

const BROAD: Frame = { wide: 860, high: 420, left: 64, right: 150, top: 16, bottom: 46 };
const NARROW: Frame = { wide: 360, high: 400, left: 46, right: 12, top: 16, bottom: 46 };
const LINE = 15;

interface Curve {
  readonly pattern: PatternId;
  readonly points: readonly (readonly [load: number, usd: number])[];
}

function curvesOf({ cost }: Decision): readonly Curve[] {
  return PATTERN_IDS.map((pattern) => ({
    pattern,
    points: cost.range.map(({ averageRps, patterns }) => [
      averageRps,
      Math.max(1, patterns.find((one) => one.pattern === pattern)?.hosting ?? 1),
    ]),
  }));
}

function short(value: number): string {
  if (value >= 1e6) return `${grouped(value / 1e6)}M`;
  return value >= 1e3 ? `${grouped(value / 1e3)}k` : grouped(value);
}

/** Hosting over the average load, one line a pattern, both axes in factors of ten, with the user's own point. */
export function breakEven(decision: Decision, averageRps: number, broad: boolean): Html {
  const frame = broad ? BROAD : NARROW;
  const curves = curvesOf(decision);
  const loads = decision.cost.range.map((point) => point.averageRps);
  const usd = curves.flatMap(({ points }) => points.map(([, amount]) => amount));
  const right = frame.wide - frame.right;
  const bottom = frame.high - frame.bottom;
  const x = logScale([Math.min(...loads), Math.max(...loads)], [frame.left, right]);
  const y = logScale(
    [Math.max(1, Math.min(...usd) / 1.5), Math.max(...usd) * 1.5],
    [bottom, frame.top],
  );
  const grid = html`${x.ticks.map((tick) => html`<path class="tick" d="M${x.at(tick)} ${frame.top}V${bottom}" />${text(x.at(tick), bottom + 18, short(tick))}`)}${y.ticks.map((tick) => html`<path class="tick" d="M${frame.left} ${y.at(tick)}H${right}" />${text(frame.left - 8, y.at(tick) + 4, `$${short(tick)}`, 'end')}`)}`;
  const lines = curves.map(({ pattern, points }) =>
    polyline(
      points.map(([load, amount]) => [x.at(load), y.at(amount)]),
      `line l-${pattern}`,
    ),
  );
  const ends = curves.map(({ pattern, points }) => ({
    pattern,
    y: y.at(points.at(-1)?.[1] ?? 1) + 4,
  }));
  const names = broad
    ? apart(ends, LINE).map((end) =>
        text(right + 10, end.y, PATTERN_TITLE[end.pattern], 'start', 'strong'),
      )
    : [];
  const load = Math.min(Math.max(averageRps, Math.min(...loads)), Math.max(...loads));
  const here = html`<path
      class="here"
      d="M${x.at(load)} ${frame.top}V${bottom}"
    />${text(x.at(load) + (x.at(load) > right - 40 ? -6 : 6), frame.top + 12, 'you', x.at(load) > right - 40 ? 'end' : 'start', 'strong')}${decision.cost.patterns.map(
      ({ pattern, hosting }) =>
        html`<circle
          class="p-${pattern}"
          cx="${x.at(load)}"
          cy="${y.at(Math.max(1, hosting))}"
          r="4.5"
        />`,
    )}`;
  return html`<svg
    class="plot ${broad ? 'broad' : 'narrow'}"
    viewBox="0 0 ${frame.wide} ${frame.high}"
    role="img"
    aria-label="${spoken(decision)}"
  >
    ${grid}${lines}${names}${here}${text((frame.left + right) / 2, frame.high - 6, 'average requests a second')}
  </svg>`;
}

function spoken({ cost }: Decision): string {
  const turns = cost.breakEven.map(
    ({ averageRps, below, above }) =>
      `up to ${grouped(averageRps)} requests a second ${PATTERN_TITLE[below]} is the cheapest to host, then ${PATTERN_TITLE[above]}`,
  );
  return `Hosting a month over the average load. ${turns.join('; ') || 'One pattern is the cheapest over the whole range'}.`;
}

/** A few of the loads, as a table. */
export function rangeRows(decision: Decision, most: number): readonly (readonly string[])[] {
  const { range } = decision.cost;
  const step = Math.max(1, Math.ceil(range.length / most));
  return range
    .filter((_, index) => index % step === 0)
    .map(({ averageRps, patterns }) => [
      grouped(averageRps),
      ...PATTERN_IDS.map((id) =>
        dollars(patterns.find(({ pattern }) => pattern === id)?.hosting ?? 0),
      ),
    ]);
}
