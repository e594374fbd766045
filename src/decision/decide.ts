import type { CompleteAnswers } from '#answers/complete-answers.js';
import type { Knowledge } from '#knowledge/schema.js';
import { PATTERN_IDS, type PatternId } from '#shared/pattern-id.js';
import { sixDecimals, threeDigits } from '#shared/quantity.js';
import { randomFrom } from '#shared/random.js';
import { answersHash } from './answers-hash.js';
import { capacityOf } from './capacity.js';
import { simplestOfFirst, standardError, wordFor } from './confidence.js';
import { ENGINE_VERSION } from './engine-version.js';
import { flipsOf } from './flips.js';
import { indexed } from './indexed.js';
import { modelOf, type Model } from './model.js';
import { againstOf, reasonsOf } from './reasons.js';
import type { Contribution, Decision, Driver, Ranked } from './schema.js';
import { neededSeams } from './seams.js';
import { simulate } from './simulate.js';

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

function driversOf(model: Model): Driver[] {
  return model.judged
    .map(({ criterion, weight, need }) => ({
      criterion: criterion.id,
      title: criterion.title,
      weight: sixDecimals(weight),
      need: sixDecimals(need.need),
      because: need.causes.map(({ text }) => text),
      evidence: need.causes.map(({ evidence }) => evidence),
      assumed: need.assumed,
    }))
    .sort((a, b) => b.weight - a.weight);
}

function costLines(model: Model): Decision['cost'] {
  return {
    currency: 'USD',
    per: 'month',
    patterns: PATTERN_IDS.flatMap((pattern, index) => {
      const cost = model.costs[index];
      return cost === undefined
        ? []
        : [{ pattern, ...cost, engineers: threeDigits(cost.engineers) }];
    }),
  };
}

function pricesSeen({ prices }: Knowledge): string {
  return prices.map(({ date }) => date).sort()[0] ?? '';
}

/** Recommends a pattern for a company: pure, and byte for byte the same for the same answers. */
export function decide(complete: CompleteAnswers, knowledge: Knowledge): Decision {
  const hash = answersHash(complete);
  const known = indexed(knowledge);
  const model = modelOf(complete, known);
  const { threshold } = model.numbers;
  const draws = threshold('draws.main');
  const shares = simulate(model, draws, randomFrom(hash));
  const first = simplestOfFirst(shares, model.allowed, draws, threshold);
  const ranked = ranking(model, shares, draws, first);
  const confidence = ranked[0]?.acceptability ?? 0;
  const rival = ranked[1]?.pattern ?? first;
  const reasons = reasonsOf(model, first, rival);
  return {
    recommended: { pattern: first, confidence, word: wordFor(confidence, threshold) },
    ranking: ranked,
    vetoes: [...model.vetoes],
    seams: [...neededSeams(complete, knowledge)],
    drivers: driversOf(model),
    rival,
    reasons: reasons.map((reason) => ({ ...reason, share: sixDecimals(reason.share) })),
    against: [...againstOf(model, first)],
    flips: [...flipsOf({ complete, known, seed: hash, current: first, model })],
    cost: costLines(model),
    capacity: capacityOf(complete, threshold),
    assumptions: [...complete.assumptions],
    draws,
    pricesSeen: pricesSeen(knowledge),
    engineVersion: ENGINE_VERSION,
    answersHash: hash,
  };
}
