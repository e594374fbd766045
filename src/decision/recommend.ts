import type { CompleteAnswers } from '#answers/complete-answers.js';
import { PATTERN_IDS, type PatternId } from '#shared/pattern-id.js';
import { sixDecimals } from '#shared/quantity.js';
import { simplestOfFirst, standardError, wordFor, type Word } from './confidence.js';
import type { Indexed } from './indexed.js';
import { modelOf, type Model } from './model.js';
import type { Contribution, Ranked } from './schema.js';
import { pairedWith, type Paired } from './paired.js';

/** Which pattern, how sure, and the model behind it; everything else of a decision follows from it. */
export interface Recommendation {
  readonly model: Model;
  readonly first: PatternId;
  readonly rival: PatternId;
  readonly confidence: number;
  readonly word: Word;
  readonly ranked: readonly Ranked[];
  readonly draws: number;
  /** The draws behind it, to compare other answers with. */
  readonly paired: Paired;
}

function contributionsOf(model: Model, index: number): Contribution[] {
  return model.judged.map(({ criterion, weight, need, values, ranges }) => ({
    criterion: criterion.id,
    need: sixDecimals(need.need),
    rating: ranges?.[index]?.mid ?? null,
    weight: sixDecimals(weight),
    value: sixDecimals(values[index] ?? 0),
    evidence: ranges?.[index]?.id ?? null,
  }));
}

function rankedOf(model: Model, shares: readonly number[], draws: number, index: number): Ranked {
  const pattern = PATTERN_IDS[index] ?? PATTERN_IDS[0];
  const acceptability = shares[index] ?? 0;
  const cost = model.costs[index];
  if (cost === undefined) throw new Error(`No cost of ${pattern}`);
  return {
    pattern,
    acceptability: sixDecimals(acceptability),
    error: sixDecimals(standardError(acceptability, draws)),
    value: sixDecimals(model.values[index] ?? 0),
    vetoed: model.allowed[index] === false,
    cost: { hosting: cost.hosting, people: cost.people, total: cost.total },
    contributions: contributionsOf(model, index),
  };
}

/** The recommended pattern, then the others by share, value and simplicity. */
function ranking(
  model: Model,
  shares: readonly number[],
  draws: number,
  first: PatternId,
): Ranked[] {
  const all = PATTERN_IDS.map((_, index) => rankedOf(model, shares, draws, index));
  const rank = (one: Ranked) => (one.pattern === first ? 0 : 1);
  return all.sort(
    (a, b) =>
      rank(a) - rank(b) ||
      Number(a.vetoed) - Number(b.vetoed) ||
      b.acceptability - a.acceptability ||
      b.value - a.value,
  );
}

/** Draws the shares with everything there is, and names the pattern. */
export function recommend(
  complete: CompleteAnswers,
  known: Indexed,
  unavailable: readonly PatternId[] = [],
): Recommendation {
  const model = modelOf(complete, known, unavailable);
  const { threshold } = known.numbers;
  const draws = threshold('draws.main');
  const paired = pairedWith(complete, known, unavailable);
  const { shares } = paired;
  const first = simplestOfFirst(shares, model.allowed, threshold);
  const ranked = ranking(model, shares, draws, first);
  const confidence = ranked[0]?.acceptability ?? 0;
  const rival = ranked[1]?.pattern ?? first;
  const word = wordFor(confidence, threshold);
  return { model, first, rival, confidence, word, ranked, draws, paired };
}
