import type { Decision } from '#decision/schema.js';
import type { PatternId } from '#shared/pattern-id.js';
import { grouped, INPUT_NAME, PATTERN_TITLE } from '../words.js';
import { html, type Html } from './html.js';
import { text } from './plot.js';

type FlipMap = NonNullable<Decision['flipMap']>;

const LETTERS: Readonly<Record<PatternId, string>> = {
  'modular-monolith': 'MM',
  serverless: 'SL',
  'event-driven': 'ED',
  microservices: 'MS',
};

const LEFT = 56;
const TOP = 30;
const WIDE = 54;
const HIGH = 40;
const GAP = 2;
const BELOW = 50;

function nearest(values: readonly number[], value: number): number {
  const distance = (one: number) => Math.abs(Math.log((1 + one) / (1 + value)));
  return values.reduce(
    (best, one, index) => (distance(one) < distance(values[best] ?? 0) ? index : best),
    0,
  );
}

function short(value: number): string {
  if (value >= 1e6) return `${grouped(Number((value / 1e6).toPrecision(2)))}M`;
  if (value >= 1e4) return `${grouped(Number((value / 1e3).toPrecision(2)))}k`;
  return grouped(Number(value.toPrecision(3)));
}

export function nameOf(input: string): string {
  return INPUT_NAME[input] ?? input;
}

/** Which pattern wins for each pair of two answers; the ring is where you are. */
export function flipMap(map: FlipMap, now: { readonly across: number; readonly up: number }): Html {
  const { columns, rows, winners, across, up } = map;
  const right = LEFT + columns.length * WIDE;
  const bottom = TOP + rows.length * HIGH;
  const y = (row: number) => bottom - (row + 1) * HIGH;
  const here = { column: nearest(columns, now.across), row: nearest(rows, now.up) };
  const cells = winners.flatMap((line, row) =>
    line.map((winner, column) => {
      const x = LEFT + column * WIDE;
      const style = winner === null ? 'rail' : `p-${winner}`;
      return html`<rect
          class="${style}"
          x="${x}"
          y="${y(row)}"
          width="${WIDE - GAP}"
          height="${HIGH - GAP}"
          rx="3"
        />${winner === null ? null : text(x + WIDE / 2, y(row) + HIGH / 2 + 5, LETTERS[winner], 'middle', 'on')}`;
    }),
  );
  const ring = html`<rect
    class="ring"
    x="${LEFT + here.column * WIDE - 1}"
    y="${y(here.row) - 1}"
    width="${WIDE}"
    height="${HIGH}"
    rx="4"
  />`;
  return html`<svg
    class="plot map"
    viewBox="0 0 ${right + 6} ${bottom + BELOW}"
    role="img"
    aria-label="Recommended pattern for each pair of ${nameOf(across)} and ${nameOf(up)}; the table below says the same."
  >
    ${cells}${ring}${columns.map((value, column) => text(LEFT + column * WIDE + WIDE / 2, bottom + 18, short(value)))}${rows.map((value, row) => text(LEFT - 8, y(row) + HIGH / 2 + 5, short(value), 'end'))}${text((LEFT + right) / 2, bottom + 42, `${nameOf(across)} →`, 'middle', 'strong')}
    ${text(2, 16, `↑ ${nameOf(up)}`, 'start', 'strong')}
  </svg>`;
}

/** The same, row by row. */
export function flipRows({ columns, rows, winners }: FlipMap): {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
} {
  return {
    heads: columns.map(short),
    rows: rows.map((value, row) => [
      short(value),
      ...columns.map((_, column) => {
        const winner = winners[row]?.[column] ?? null;
        return winner === null ? 'cannot be' : PATTERN_TITLE[winner];
      }),
    ]),
  };
}
