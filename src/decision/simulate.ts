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

/** Ratings laid flat: low, middle and high of each criterion and pattern. */
function flat(judged: readonly Judged[], key: 'low' | 'mid' | 'high'): Float64Array {
  return Float64Array.from(
    judged.flatMap(({ ranges, values }) => ranges?.map((range) => range[key]) ?? values),
  );
}

/**
 * Stochastic multicriteria acceptability: draws ratings from their ranges and weights around the
 * order that the answers give, and counts how often each pattern comes first.
 */
export function simulate(model: Model, draws: number, random: Random): readonly number[] {
  const { judged, allowed, numbers } = model;
  const low = flat(judged, 'low');
  const mid = flat(judged, 'mid');
  const high = flat(judged, 'high');
  const computed = judged.map(({ ranges }) => ranges === null);
  const spread = judged.map(({ need }) =>
    need.assumed ? numbers.weight('weight.unknown-need') : 0,
  );
  const partner = partners(judged);
  const correlation = numbers.weight('weight.correlation');
  const bonus = numbers.weight('weight.bonus');
  const shape = numbers.weight('weight.shape');
  const chance = new Float64Array(low.length);
  const totals = new Float64Array(PATTERNS);
  const wins = new Float64Array(PATTERNS);
  for (let draw = 0; draw < draws; draw += 1) {
    totals.fill(0);
    for (let c = 0; c < judged.length; c += 1) {
      const one = judged[c];
      if (one === undefined) continue;
      const weight = one.weight * gamma(shape, random);
      const need = drawnNeed(one.need.need, spread[c] ?? 0, random);
      const twin = partner[c] ?? -1;
      for (let p = 0; p < PATTERNS; p += 1) {
        const at = c * PATTERNS + p;
        const top = mid[at] ?? 0;
        let value = top;
        if (!computed[c]) {
          const fresh = twin < 0 || random() >= correlation;
          const u = fresh ? random() : (chance[twin * PATTERNS + p] ?? 0);
          chance[at] = u;
          value = worth(need, triangular(u, low[at] ?? 0, top, high[at] ?? 0), bonus);
        }
        totals[p] = (totals[p] ?? 0) + weight * value;
      }
    }
    const first = firstOf(totals, allowed);
    wins[first] = (wins[first] ?? 0) + 1;
  }
  return Array.from(wins, (count) => count / draws);
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
