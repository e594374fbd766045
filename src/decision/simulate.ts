import { PATTERN_IDS } from '#shared/pattern-id.js';
import type { Random } from '#shared/random.js';
import { clamp } from '#shared/quantity.js';
import type { Judged, Model } from './model.js';
import { LEAST, MOST, worth } from './scale.js';

const PATTERNS = PATTERN_IDS.length;

/** A draw from the triangle over [low, high] with its top at `mid`; `u` is uniform over 0 to 1. */
export function triangular(u: number, low: number, mid: number, high: number): number {
  const span = high - low;
  if (span <= 0) return mid;
  const left = (mid - low) / span;
  return u < left
    ? low + Math.sqrt(u * span * (mid - low))
    : high - Math.sqrt((1 - u) * span * (high - mid));
}

/** For each criterion, the earlier one it is correlated with, or -1. */
function partners(judged: readonly Judged[]): Int32Array {
  return Int32Array.from(judged, ({ criterion }, index) =>
    criterion.pair === null
      ? -1
      : judged.findIndex((other, at) => at < index && other.criterion.pair === criterion.pair),
  );
}

/** The model laid flat, so that the inner loop touches numbers only. */
interface Flat {
  readonly weight: Float64Array;
  readonly need: Float64Array;
  readonly spread: Float64Array;
  readonly partner: Int32Array;
  readonly computed: Uint8Array;
  /** By criterion, then pattern: the three corners, or three times the computed value. */
  readonly low: Float64Array;
  readonly mid: Float64Array;
  readonly high: Float64Array;
}

function flatten({ judged, numbers }: Model): Flat {
  const unknown = numbers.weight('weight.unknown-need');
  const corner = (key: 'low' | 'mid' | 'high') =>
    Float64Array.from(
      judged.flatMap(({ ranges, values }) => ranges?.map((range) => range[key]) ?? values),
    );
  return {
    weight: Float64Array.from(judged, ({ weight }) => weight),
    need: Float64Array.from(judged, ({ need }) => need.need),
    spread: Float64Array.from(judged, ({ need }) => (need.assumed ? unknown : 0)),
    partner: partners(judged),
    computed: Uint8Array.from(judged, ({ ranges }) => (ranges === null ? 1 : 0)),
    low: corner('low'),
    mid: corner('mid'),
    high: corner('high'),
  };
}

/**
 * Stochastic multicriteria acceptability: draws ratings from their ranges and weights around the
 * order that the answers give, and counts how often each pattern comes first.
 */
export function simulate(model: Model, draws: number, random: Random): readonly number[] {
  const flat = flatten(model);
  const chance = new Float64Array(flat.low.length);
  const totals = new Float64Array(PATTERNS);
  const wins = new Float64Array(PATTERNS);
  const settings = {
    correlation: model.numbers.weight('weight.correlation'),
    bonus: model.numbers.weight('weight.bonus'),
    shape: model.numbers.weight('weight.shape'),
  };
  for (let draw = 0; draw < draws; draw += 1) {
    drawTotals(flat, settings, random, chance, totals);
    const first = firstOf(totals, model.allowed);
    wins[first] = (wins[first] ?? 0) + 1;
  }
  return Array.from(wins, (count) => count / draws);
}

interface Settings {
  readonly correlation: number;
  readonly bonus: number;
  readonly shape: number;
}

/** One draw of everything: leaves the value of each pattern in `totals`. */
function drawTotals(
  flat: Flat,
  { correlation, bonus, shape }: Settings,
  random: Random,
  chance: Float64Array,
  totals: Float64Array,
): void {
  totals.fill(0);
  const { low, mid, high } = flat;
  for (let c = 0; c < flat.weight.length; c += 1) {
    const weight = (flat.weight[c] ?? 0) * gamma(shape, random);
    const need = drawnNeed(flat.need[c] ?? 0, flat.spread[c] ?? 0, random);
    const twin = (flat.partner[c] ?? -1) * PATTERNS;
    const isComputed = flat.computed[c] === 1;
    for (let p = 0; p < PATTERNS; p += 1) {
      const at = c * PATTERNS + p;
      let value = mid[at] ?? 0;
      if (!isComputed) {
        const isFresh = twin < 0 || random() >= correlation;
        const u = isFresh ? random() : (chance[twin + p] ?? 0);
        chance[at] = u;
        value = worth(need, triangular(u, low[at] ?? 0, value, high[at] ?? 0), bonus);
      }
      totals[p] = (totals[p] ?? 0) + weight * value;
    }
  }
}

/** A sum of `shape` exponential draws: the more, the nearer to its mean. */
function gamma(shape: number, random: Random): number {
  let product = 1;
  for (let draw = 0; draw < shape; draw += 1) product *= 1 - random();
  return -Math.log(product);
}

function drawnNeed(need: number, spread: number, random: Random): number {
  if (spread === 0) return need;
  return clamp(triangular(random(), need - spread, need, need + spread), LEAST, MOST);
}

/** The largest total among the allowed; equal totals go to the simpler pattern. */
function firstOf(totals: Float64Array, allowed: readonly boolean[]): number {
  let first = 0;
  let best = -Infinity;
  for (let p = 0; p < PATTERNS; p += 1) {
    const total = totals[p] ?? -Infinity;
    if (allowed[p] && total > best) {
      first = p;
      best = total;
    }
  }
  return first;
}
