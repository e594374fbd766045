import { PATTERN_IDS } from '#shared/pattern-id.js';
import { spreadOut, valueIn, type Column } from './column.js';
import type { Draws } from './draws.js';
import type { Indexed } from './indexed.js';
import type { Light } from './light.js';
import type { Span } from './ratings.js';
import { SPAN } from './scale.js';

const PATTERNS = PATTERN_IDS.length;

/** A company in all draws. */
export interface Simulated {
  readonly light: Light;
  /** By pattern: its worth in each draw. */
  readonly totals: readonly Float64Array[];
  /** By criterion, then pattern: the rating as it was drawn; empty for a computed criterion. */
  readonly ratings: readonly Float64Array[];
}

/** How one company sees one criterion, by world. */
interface Seen {
  readonly need: Float64Array;
  readonly weight: Float64Array;
}

function seenBy(light: Light, criterion: number, { need, weight }: Seen): Seen {
  spreadOut(light.needs[criterion] ?? [], need);
  spreadOut(light.importances[criterion] ?? [], weight);
  return { need, weight };
}

/** Adds what a drawn rating is worth, `sign` times. Columns go round as often as it takes. */
function addRated(
  totals: Float64Array,
  rating: Float64Array,
  factors: Float64Array,
  { need, weight }: Seen,
  bonus: number,
  sign: number,
  { from, to }: Span,
): void {
  let rated = from % rating.length;
  let varied = from % factors.length;
  let world = from % need.length;
  for (let at = from; at < to; at += 1) {
    const excess = (rating[rated] ?? 0) - (need[world] ?? 0);
    // `worth`, without a branch that chance decides.
    const size = Math.abs(excess);
    const above = excess + size;
    const value = 1 + (excess - size) / (2 * SPAN) + (bonus * above) / (2 + above);
    totals[at] = (totals[at] ?? 0) + sign * (factors[varied] ?? 0) * (weight[world] ?? 0) * value;
    rated = rated + 1 === rating.length ? 0 : rated + 1;
    varied = varied + 1 === factors.length ? 0 : varied + 1;
    world = world + 1 === need.length ? 0 : world + 1;
  }
}

/** Adds what was computed, `sign` times. */
function addComputed(
  totals: Float64Array,
  values: Float64Array,
  factors: Float64Array,
  { weight }: Seen,
  sign: number,
  { from, to }: Span,
): void {
  let varied = from % factors.length;
  let world = from % weight.length;
  for (let at = from; at < to; at += 1) {
    const value = (weight[world] ?? 0) * (values[world] ?? 0);
    totals[at] = (totals[at] ?? 0) + sign * (factors[varied] ?? 0) * value;
    varied = varied + 1 === factors.length ? 0 : varied + 1;
    world = world + 1 === weight.length ? 0 : world + 1;
  }
}

/** Room for columns and draws that is used again and again. */
function roomFor({ worlds, count }: Draws) {
  const column = () => new Float64Array(worlds);
  return {
    before: { need: column(), weight: column() },
    now: { need: column(), weight: column() },
    values: column(),
    rating: new Float64Array(count),
  };
}

const NONE = new Float64Array(0);

/** The worth of all patterns in the first draws. */
export function simulated(light: Light, known: Indexed, count: number): Simulated {
  const draws = known.draws();
  const drawn = known.ratings();
  const totals = PATTERN_IDS.map(() => new Float64Array(count));
  const { now, values } = roomFor(draws);
  const span = { from: 0, to: count };
  const { bonus } = known.settings;
  const ratings = known.criteria.flatMap(({ ratings }, criterion) => {
    const factors = draws.factors[criterion] ?? NONE;
    seenBy(light, criterion, now);
    return totals.map((total, pattern) => {
      const place = criterion * PATTERNS + pattern;
      const mids = light.mids[place] ?? [];
      const rating = ratings[pattern];
      if (rating === undefined) {
        addComputed(total, spreadOut(mids, values), factors, now, 1, span);
        return NONE;
      }
      const here = drawn.of(place, rating, mids, span, () => new Float64Array(count));
      addRated(total, here, factors, now, bonus, 1, span);
      return here;
    });
  });
  return { light, totals, ratings };
}

/** The worth of all patterns for a company near another one, in some draws. */
export type Beside = (light: Light, span: Span) => readonly Float64Array[];

/** Only what differs is summed again. */
export function besides(near: Simulated, known: Indexed): Beside {
  const draws = known.draws();
  const drawn = known.ratings();
  const totals = near.totals.map(({ length }) => new Float64Array(length));
  const { before, now, values, rating: room } = roomFor(draws);
  const { bonus } = known.settings;
  const { needs, importances, mids } = near.light;
  const change = (light: Light, criterion: number, pattern: number, span: Span): void => {
    const total = totals[pattern] ?? NONE;
    const factors = draws.factors[criterion] ?? NONE;
    const place = criterion * PATTERNS + pattern;
    const midsBefore = mids[place] ?? [];
    const midsNow = light.mids[place] ?? [];
    const rating = known.criteria[criterion]?.ratings[pattern];
    if (rating === undefined) {
      addComputed(total, spreadOut(midsBefore, values), factors, before, -1, span);
      addComputed(total, spreadOut(midsNow, values), factors, now, 1, span);
      return;
    }
    const ratedBefore = near.ratings[place] ?? NONE;
    const rated =
      midsNow === midsBefore ? ratedBefore : drawn.of(place, rating, midsNow, span, () => room);
    addRated(total, ratedBefore, factors, before, bonus, -1, span);
    addRated(total, rated, factors, now, bonus, 1, span);
  };
  return (light, span) => {
    for (const [pattern, total] of totals.entries())
      total.set(near.totals[pattern]?.subarray(span.from, span.to) ?? NONE, span.from);
    for (let criterion = 0; criterion < needs.length; criterion += 1) {
      const isSeenAlike =
        light.importances[criterion] === importances[criterion] &&
        light.needs[criterion] === needs[criterion];
      const isAlike = (pattern: number) =>
        isSeenAlike &&
        light.mids[criterion * PATTERNS + pattern] === mids[criterion * PATTERNS + pattern];
      if (totals.every((_, pattern) => isAlike(pattern))) continue;
      seenBy(near.light, criterion, before);
      seenBy(light, criterion, now);
      for (let pattern = 0; pattern < PATTERNS; pattern += 1)
        if (!isAlike(pattern)) change(light, criterion, pattern, span);
    }
    return totals;
  };
}

/** Puts a pattern first where it is allowed and has more than all before it. */
function outdo(
  firsts: Uint8Array,
  best: Float64Array,
  totals: Float64Array,
  allowed: Float64Array,
  pattern: number,
  { from, to }: Span,
): void {
  let world = from % allowed.length;
  for (let at = from; at < to; at += 1) {
    const total = (totals[at] ?? 0) + (allowed[world] ?? 0);
    if (total > (best[at - from] ?? 0)) {
      best[at - from] = total;
      firsts[at] = pattern;
    }
    world = world + 1 === allowed.length ? 0 : world + 1;
  }
}

/** The pattern with the largest total in some draws, by index; equal totals go to the simpler one. */
export function firstsIn(
  firsts: Uint8Array,
  totals: readonly Float64Array[],
  { allowed }: Light,
  worlds: number,
  span: Span,
): Uint8Array {
  const best = new Float64Array(span.to - span.from).fill(-Infinity);
  const barred = new Float64Array(worlds);
  firsts.fill(0, span.from, span.to);
  for (const [pattern, total] of totals.entries()) {
    const column: Column = (allowed[pattern] ?? []).map((is) => (is ? 0 : -Infinity));
    if (valueIn(column, 0) === 0 || column.length > 1)
      outdo(firsts, best, total, spreadOut(column, barred), pattern, span);
  }
  return firsts;
}
