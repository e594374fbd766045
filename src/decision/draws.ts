import type { Numbers } from '#knowledge/lookup.js';
import type { Criterion } from '#knowledge/schema.js';
import { PATTERN_IDS } from '#shared/pattern-id.js';
import { randomFrom, type Random } from '#shared/random.js';
import { UNKNOWNS } from './unknowns.js';

/** One sequence for all answers; another would give the same decisions up to chance. */
const SEED = '5f1e0c7a92d34b68a0e7c51d';

/** Chance that does not depend on the answers, drawn once: world after world, `each` draws in every one. */
export interface Draws {
  readonly worlds: number;
  readonly each: number;
  /** By criterion: the factor by which its weight varies, one for each draw. */
  readonly factors: readonly Float32Array[];
  /** By criterion, then pattern: where in its range a rating is, from 0 to 1, one for each draw. */
  readonly chances: readonly (readonly Float32Array[])[];
  /** For each possible world, one number from 0 to 1 for each thing that may be unknown. */
  readonly unknowns: Float64Array;
}

/** A draw from the triangle over [low, high] with its top at `mid`; `u` is uniform over 0 to 1. */
export function triangular(u: number, low: number, mid: number, high: number): number {
  const span = high - low;
  if (span <= 0) return mid;
  const left = (mid - low) / span;
  return u < left
    ? low + Math.sqrt(u * span * (mid - low))
    : high - Math.sqrt((1 - u) * span * (high - mid));
}

/** A sum of `shape` exponential draws: the more, the nearer to its mean. */
function gamma(shape: number, random: Random): number {
  let product = 1;
  for (let draw = 0; draw < shape; draw += 1) product *= 1 - random();
  return -Math.log(product);
}

/** Uniform numbers; those of the second of a pair repeat those of the first with the chance of `correlation`. */
function chancesOf(
  count: number,
  first: readonly Float32Array[] | undefined,
  correlation: number,
  random: Random,
): Float32Array[] {
  return PATTERN_IDS.map((_, pattern) => {
    const twin = first?.[pattern];
    const own = new Float32Array(count);
    for (let draw = 0; draw < count; draw += 1) {
      const isShared = twin !== undefined && random() < correlation;
      own[draw] = isShared ? (twin[draw] ?? 0) : random();
    }
    return own;
  });
}

export function drawsOf(
  criteria: readonly Criterion[],
  { threshold, weight }: Numbers,
  seed: string = SEED,
): Draws {
  const worlds = threshold('draws.worlds');
  const each = Math.floor(threshold('draws.main') / worlds);
  const count = worlds * each;
  const correlation = weight('weight.correlation');
  const shape = weight('weight.shape');
  const random = randomFrom(seed);
  const unknowns = new Float64Array(worlds * UNKNOWNS.length);
  for (let index = 0; index < unknowns.length; index += 1) unknowns[index] = random();
  const chances: Float32Array[][] = [];
  const factors = criteria.map(({ pair }, index) => {
    const twin = pair === null ? -1 : criteria.findIndex((other) => other.pair === pair);
    chances.push(chancesOf(count, twin < index ? chances[twin] : undefined, correlation, random));
    const own = new Float32Array(count);
    for (let draw = 0; draw < count; draw += 1) own[draw] = gamma(shape, random);
    return own;
  });
  return { worlds, each, factors, chances, unknowns };
}
