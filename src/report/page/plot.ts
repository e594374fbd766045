import { html, type Html } from './html.js';

/** The area of a plot in the units of its viewBox. */
export interface Frame {
  readonly wide: number;
  readonly high: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A scale on which equal factors are equal distances. */
export interface LogScale {
  readonly at: (value: number) => number;
  /** Powers of ten within the range. */
  readonly ticks: readonly number[];
}

export function logScale(
  [least, most]: readonly [number, number],
  [from, to]: readonly [number, number],
): LogScale {
  const low = Math.log10(least);
  const span = Math.log10(most) - low || 1;
  const first = Math.ceil(low - 1e-9);
  const count = Math.max(0, Math.floor(low + span + 1e-9) - first + 1);
  return {
    at: (value) => round(from + ((Math.log10(Math.max(value, least)) - low) / span) * (to - from)),
    ticks: Array.from({ length: count }, (_, step) => 10 ** (first + step)),
  };
}

export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

export function polyline(points: readonly (readonly [number, number])[], style: string): Html {
  return html`<polyline
    class="${style}"
    points="${points.map(([x, y]) => `${x},${y}`).join(' ')}"
  />`;
}

export function text(x: number, y: number, said: string, anchor = 'middle', style = ''): Html {
  return html`<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" class="${style}"
    >${said}</text
  >`;
}

/** Labels that would lie on each other are moved apart, in the order of their places. */
export function apart<Label extends { readonly y: number }>(
  labels: readonly Label[],
  least: number,
): readonly Label[] {
  let last = -Infinity;
  return [...labels]
    .sort((a, b) => a.y - b.y)
    .map((label) => {
      last = Math.max(label.y, last + least);
      return { ...label, y: last };
    });
}
