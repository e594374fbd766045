import type { Numbers } from '#knowledge/lookup.js';
import type { Criterion } from '#knowledge/schema.js';
import { PATTERN_IDS } from '#shared/pattern-id.js';
import { randomFrom, type Random } from '#shared/random.js';
import { UNKNOWNS } from './unknowns.js';

/** One sequence for all answers; another would give the same decisions up to chance. */
const SEED = '5f1e0c7a92d34b68a0e7c51d';

/**
 * Chance that does not depend on the answers, made once. Draw 0 is of world 0, draw 1 of world 1, and after the last
 * world the first one follows: any number of first draws is spread over all worlds.
 *
 * What is drawn goes round a short column of its own again and again. Each column is spread evenly, and no two lengths
 * have a factor in common, so that two draws never agree in more than one number.
 */
export interface Draws {
  readonly worlds: number;
  readonly count: number;
  /** By criterion: the factors by which its weight varies. */
  readonly factors: readonly Float64Array[];
  /** By criterion, then pattern: where in its range a rating is, from 0 to 1. */
  readonly chances: readonly Float64Array[];
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

/** Spread evenly from 0 to 1, in an order of chance. */
function evenly(length: number, random: Random): Float64Array {
  const column = new Float64Array(length);
  for (let at = 0; at < length; at += 1) {
    const other = Math.floor(random() * (at + 1));
    column[at] = column[other] ?? 0;
    column[other] = (2 * at + 1) / (2 * length);
  }
  return column;
}

/** As the first of a pair, but for what is exchanged: each number stays in its place with the chance of `correlation`. */
function likewise(first: Float64Array, correlation: number, random: Random): Float64Array {
  const column = first.slice();
  const moved: number[] = [];
  for (let at = 0; at < column.length; at += 1) {
    if (random() < correlation) continue;
    moved.push(at);
    const other = moved[Math.floor(random() * moved.length)] ?? at;
    const value = column[at] ?? 0;
    column[at] = column[other] ?? 0;
    column[other] = value;
  }
  return column;
}

/** Sums of `shape` exponential draws: the more, the nearer to their mean. */
function gammas(length: number, shape: number, random: Random): Float64Array {
  const sums = new Float64Array(length);
  for (let one = 0; one < shape; one += 1) {
    const column = evenly(length, random);
    for (let at = 0; at < length; at += 1) sums[at] = (sums[at] ?? 0) - Math.log(column[at] ?? 0);
  }
  return sums;
}

/** Primes downwards from `below`. */
function primes(below: number): () => number {
  let next = below;
  const isPrime = (value: number) => {
    for (let factor = 2; factor * factor <= value; factor += 1)
      if (value % factor === 0) return false;
    return true;
  };
  return () => {
    do next -= 1;
    while (!isPrime(next));
    return next;
  };
}

export function drawsOf(
  criteria: readonly Criterion[],
  { threshold, weight }: Numbers,
  seed: string = SEED,
): Draws {
  const worlds = threshold('draws.worlds');
  const random = randomFrom(seed);
  const unknowns = new Float64Array(worlds * UNKNOWNS.length);
  for (let index = 0; index < unknowns.length; index += 1) unknowns[index] = random();
  const length = primes(threshold('draws.column'));
  const correlation = weight('weight.correlation');
  const shape = weight('weight.shape');
  const chances: Float64Array[] = [];
  const factors = criteria.map(({ pair }, index) => {
    const twin = pair === null ? index : criteria.findIndex((other) => other.pair === pair);
    for (let pattern = 0; pattern < PATTERN_IDS.length; pattern += 1) {
      const first = twin < index ? chances[twin * PATTERN_IDS.length + pattern] : undefined;
      chances.push(first ? likewise(first, correlation, random) : evenly(length(), random));
    }
    return gammas(length(), shape, random);
  });
  return { worlds, count: threshold('draws.main'), factors, chances, unknowns };
}
