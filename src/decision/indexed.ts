import { numbersOf, type Numbers } from '#knowledge/lookup.js';
import type { Criterion, FactId, Knowledge, Need, Rating } from '#knowledge/schema.js';
import { PATTERN_IDS } from '#shared/pattern-id.js';
import { drawsOf, type Draws } from './draws.js';
import { drawnRatings, type DrawnRatings } from './ratings.js';
import { worldsIn, type Worlds } from './worlds.js';

/** A need, with the logarithms of its points at hand. */
export interface IndexedNeed {
  readonly record: Need;
  readonly logs: readonly number[];
}

export interface IndexedCriterion {
  readonly criterion: Criterion;
  readonly needs: readonly IndexedNeed[];
  /** All that the needs look at. */
  readonly inputs: readonly FactId[];
  /** In the order of PATTERN_IDS; empty for a computed criterion. */
  readonly ratings: readonly Rating[];
  /** Where the first of its pair stands; -1 for those that have no pair, or are the first. */
  readonly twin: number;
  /** The most that it may weigh: of the first of a pair its part of the cap, of the second the whole cap. */
  readonly cap: number;
  /** How many criteria say exactly this: they share one weight, so that saying it twice changes nothing. */
  readonly copies: number;
}

/** Knowledge laid out as the model reads it. */
export interface Indexed extends Chance {
  readonly knowledge: Knowledge;
  readonly numbers: Numbers;
  readonly criteria: readonly IndexedCriterion[];
  readonly settings: {
    readonly floor: number;
    readonly power: number;
    readonly bonus: number;
    readonly partShare: number;
  };
}

/** Chance, made when it is first asked for: the same for all answers, so that a difference comes from the answers. */
interface Chance {
  draws(): Draws;
  ratings(): DrawnRatings;
  /** What may be so where answers were assumed. */
  worlds(): Worlds;
}

export function chanceFrom(make: () => Draws, numbers: Numbers): Chance {
  let draws: Draws | undefined;
  let ratings: DrawnRatings | undefined;
  let worlds: Worlds | undefined;
  const drawn = () => (draws ??= make());
  return {
    draws: drawn,
    ratings: () => (ratings ??= drawnRatings(drawn())),
    worlds: () => (worlds ??= worldsIn(drawn(), numbers)),
  };
}

/** Everything a criterion says, without its name. */
function contentOf(criterion: Criterion, { needs, ratings }: Knowledge): string {
  const rated = ratings
    .filter((one) => one.criterion === criterion.id)
    .map(({ pattern, value, low, high, mature }) => [pattern, value, low, high, mature]);
  const needed = needs
    .filter((one) => one.criterion === criterion.id)
    .map(({ input, how, points, levels }) => [input, how, points, levels]);
  return JSON.stringify([criterion.computed, rated.sort(), needed]);
}

function indexedCriterion(
  criterion: Criterion,
  knowledge: Knowledge,
  { weight }: Numbers,
  contents: readonly string[],
): IndexedCriterion {
  const { criteria, needs, ratings } = knowledge;
  const content = contents[criteria.indexOf(criterion)];
  const rated = ratings.filter((rating) => rating.criterion === criterion.id);
  const needed = needs.filter((need) => need.criterion === criterion.id);
  const cap = criterion.pair === null ? Infinity : weight(`weight.cap.${criterion.pair}`);
  return {
    criterion,
    needs: needed.map((record) => ({
      record,
      logs: (record.points ?? []).map(({ at }) => Math.log(at)),
    })),
    inputs: [...new Set(needed.map(({ input }) => input))],
    ratings: PATTERN_IDS.flatMap((id) => rated.filter(({ pattern }) => pattern === id)),
    twin:
      criterion.pair === null || criterion.first
        ? -1
        : criteria.findIndex((other) => other.first && other.pair === criterion.pair),
    copies: contents.filter((one) => one === content).length,
    cap: criterion.first && criterion.pair !== null ? weight('weight.cap.first') * cap : cap,
  };
}

const known = new WeakMap<Knowledge, Indexed>();

/** Lays knowledge out once for as long as it is used. */
export function indexed(knowledge: Knowledge): Indexed {
  const before = known.get(knowledge);
  if (before !== undefined) return before;
  const numbers = numbersOf(knowledge);
  const { weight } = numbers;
  const contents = knowledge.criteria.map((criterion) => contentOf(criterion, knowledge));
  const made: Indexed = {
    knowledge,
    numbers,
    criteria: knowledge.criteria.map((criterion) =>
      indexedCriterion(criterion, knowledge, numbers, contents),
    ),
    settings: {
      floor: weight('weight.floor'),
      power: weight('weight.power'),
      bonus: weight('weight.bonus'),
      partShare: weight('weight.part-share'),
    },
    ...chanceFrom(() => drawsOf(knowledge.criteria, numbers), numbers),
  };
  known.set(knowledge, made);
  return made;
}
