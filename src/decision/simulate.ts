import { PATTERN_IDS } from '#shared/pattern-id.js';
import type { Rating } from '#knowledge/schema.js';
import { triangular, type Draws } from './draws.js';
import type { Indexed } from './indexed.js';
import type { Light } from './light.js';
import { SPAN } from './scale.js';

const PATTERNS = PATTERN_IDS.length;

/** The first draws of the first worlds. */
export interface Batch {
  readonly worlds: number;
  readonly draws: number;
}

/** The worth of each pattern in each draw: pattern after pattern, as `Draws` are. */
export type Totals = Float64Array;

export function newTotals({ worlds, each }: Draws): Totals {
  return new Float64Array(PATTERNS * worlds * each);
}

/** True when a criterion says the same of a pattern in both companies. */
function isAlike(one: Light, other: Light, criterion: number, pattern: number): boolean {
  const rated = criterion * PATTERNS + pattern;
  return (
    one.importances[criterion] === other.importances[criterion] &&
    one.needs[criterion] === other.needs[criterion] &&
    one.mids[rated] === other.mids[rated]
  );
}

/** How one company sees one criterion of one pattern. */
interface Seen {
  readonly weight: number;
  readonly need: number;
  readonly mid: number;
}

function seenBy(light: Light, criterion: number, pattern: number): Seen {
  return {
    weight: light.importances[criterion] ?? 0,
    need: light.needs[criterion] ?? 0,
    mid: light.mids[criterion * PATTERNS + pattern] ?? 0,
  };
}

const NOTHING = 0;

/** The place of some draws: where they begin among all draws, and among the totals. */
interface Place {
  readonly from: number;
  readonly at: number;
  readonly draws: number;
}

/** `worth`, without a branch that chance decides. */
function worthOf(excess: number, bonus: number): number {
  const size = Math.abs(excess);
  const above = excess + size;
  return 1 + (excess - size) / (2 * SPAN) + (bonus * above) / (2 + above);
}

/** Adds the worth of a rating as it is seen, and takes away what it was worth by another weight and need. */
function addRated(
  totals: Totals,
  { from, at, draws }: Place,
  chance: Float32Array,
  factors: Float32Array,
  { low, high }: Rating,
  { mid, need, weight }: Seen,
  before: Pick<Seen, 'need' | 'weight'>,
  bonus: number,
): void {
  const { need: needBefore, weight: weightBefore } = before;
  for (let draw = 0; draw < draws; draw += 1) {
    const drawn = triangular(chance[from + draw] ?? 0, low, mid, high);
    let value = weight * worthOf(drawn - need, bonus);
    if (weightBefore !== NOTHING) value -= weightBefore * worthOf(drawn - needBefore, bonus);
    totals[at + draw] = (totals[at + draw] ?? 0) + (factors[from + draw] ?? 0) * value;
  }
}

function addComputed(
  totals: Totals,
  { from, at, draws }: Place,
  factors: Float32Array,
  value: number,
): void {
  for (let draw = 0; draw < draws; draw += 1)
    totals[at + draw] = (totals[at + draw] ?? 0) + (factors[from + draw] ?? 0) * value;
}

const UNSEEN: Seen = { weight: NOTHING, need: 0, mid: 0 };

/** Adds what one criterion is worth to one pattern, less what it was worth to the company `near`. */
function addCriterion(
  totals: Totals,
  { known, lights, near, worlds, draws }: Addition,
  criterion: number,
  pattern: number,
): void {
  const { each, worlds: all, factors, chances } = known.draws();
  const factor = factors[criterion];
  const chance = chances[criterion]?.[pattern];
  const rating = known.criteria[criterion]?.ratings[pattern];
  if (factor === undefined || chance === undefined) return;
  const { bonus } = known.settings;
  for (let world = 0; world < worlds; world += 1) {
    const light = lights[world];
    const other = near?.[world];
    if (light?.allowed[pattern] !== true) continue;
    const isNear = other?.allowed[pattern] === true;
    if (isNear && isAlike(light, other, criterion, pattern)) continue;
    const place = { from: world * each, at: (pattern * all + world) * each, draws };
    const seen = seenBy(light, criterion, pattern);
    const before = isNear ? seenBy(other, criterion, pattern) : UNSEEN;
    if (rating === undefined)
      addComputed(totals, place, factor, seen.weight * seen.mid - before.weight * before.mid);
    else if (before.mid === seen.mid || before === UNSEEN)
      addRated(totals, place, chance, factor, rating, seen, before, bonus);
    else {
      addRated(totals, place, chance, factor, rating, seen, UNSEEN, bonus);
      const taken = { ...before, weight: -before.weight };
      addRated(totals, place, chance, factor, rating, taken, UNSEEN, bonus);
    }
  }
}

interface Addition extends Batch {
  readonly known: Indexed;
  /** One for each world. */
  readonly lights: readonly Light[];
  /** The company whose totals are there already. */
  readonly near?: readonly Light[];
}

/** Adds all criteria to the totals of all patterns, or all differences to a company near it. */
export function addTo(totals: Totals, addition: Addition): void {
  for (let pattern = 0; pattern < PATTERNS; pattern += 1)
    for (let criterion = 0; criterion < addition.known.criteria.length; criterion += 1)
      addCriterion(totals, addition, criterion, pattern);
}

/** Sets the totals of a batch to those of a company near it; to nothing where a pattern was not summed there. */
export function copyTo(
  totals: Totals,
  near: Totals,
  lights: readonly Light[],
  { each, worlds: all }: Draws,
  { worlds, draws }: Batch,
): void {
  for (let pattern = 0; pattern < PATTERNS; pattern += 1)
    for (let world = 0; world < worlds; world += 1) {
      const at = (pattern * all + world) * each;
      if (lights[world]?.allowed[pattern]) totals.set(near.subarray(at, at + draws), at);
      else totals.fill(0, at, at + draws);
    }
}

/** The pattern with the largest total in each draw of a batch, by index; equal totals go to the simpler one. */
export function firstsIn(
  totals: Totals,
  lights: readonly Light[],
  { each, worlds: all }: Draws,
  { worlds, draws }: Batch,
): Uint8Array {
  const firsts = new Uint8Array(worlds * draws);
  for (let world = 0; world < worlds; world += 1) {
    const allowed = lights[world]?.allowed ?? [];
    for (let draw = 0; draw < draws; draw += 1) {
      let first = 0;
      let best = -Infinity;
      for (let pattern = 0; pattern < PATTERNS; pattern += 1) {
        const value = totals[(pattern * all + world) * each + draw] ?? -Infinity;
        if (allowed[pattern] && value > best) {
          first = pattern;
          best = value;
        }
      }
      firsts[world * draws + draw] = first;
    }
  }
  return firsts;
}
