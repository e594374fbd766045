import type { PatternId } from '#shared/pattern-id.js';
import { html, type Html } from './html.js';

/** Of the width of a bar, which its cell decides. */
const FULL = 100;
const HIGH = 14;

function clamped(share: number): number {
  return Math.min(1, Math.max(0, share));
}

function x(share: number): number {
  return Math.round(clamped(share) * FULL * 100) / 100;
}

/** Parts of a whole, one behind the other, as wide as their cell; said in words beside it. */
export function bar(parts: readonly { readonly share: number; readonly style: string }[]): Html {
  let from = 0;
  const drawn = parts.map(({ share, style }) => {
    const wide = x(from + share) - x(from);
    const rect = html`<rect
      class="${style}"
      x="${x(from)}"
      width="${Math.round(wide * 100) / 100}"
      height="${HIGH}"
    />`;
    from += share;
    return rect;
  });
  return frame(html`<rect class="rail" width="${FULL}" height="${HIGH}" />${drawn}`);
}

/** A bar with the range in which the counted share may lie. */
export function barWithError(share: number, error: number, pattern: PatternId): Html {
  const low = x(share - 2 * error);
  const high = x(share + 2 * error);
  const middle = HIGH / 2;
  const whisker = html`<path
    class="whisker"
    d="M${low} ${middle}H${high}M${low} 3V${HIGH - 3}M${high} 3V${HIGH - 3}"
    vector-effect="non-scaling-stroke"
  />`;
  return frame(
    html`<rect class="rail" width="${FULL}" height="${HIGH}" /><rect
        class="p-${pattern}"
        width="${x(share)}"
        height="${HIGH}"
      />${whisker}`,
  );
}

/** From a middle line to the left or the right. */
export function swing(
  ends: readonly { readonly at: number; readonly style: string }[],
  middle: number,
  border: number | null,
): Html {
  const drawn = ends.map(({ at, style }) => {
    const from = x(Math.min(at, middle));
    const wide = Math.max(0.6, x(Math.max(at, middle)) - from);
    return html`<rect
      class="${style}"
      x="${from}"
      width="${Math.round(wide * 100) / 100}"
      height="${HIGH}"
    />`;
  });
  const line = (at: number, style: string) =>
    html`<path class="${style}" d="M${x(at)} 0V${HIGH}" vector-effect="non-scaling-stroke" />`;
  return frame(
    html`<rect
        class="rail"
        width="${FULL}"
        height="${HIGH}"
      />${drawn}${line(middle, 'axis')}${border === null ? null : line(border, 'border')}`,
  );
}

function frame(body: Html): Html {
  return html`<svg
    class="bar"
    viewBox="0 0 ${FULL} ${HIGH}"
    preserveAspectRatio="none"
    aria-hidden="true"
    focusable="false"
  >
    ${body}
  </svg>`;
}
