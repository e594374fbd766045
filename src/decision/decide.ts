import type { CompleteAnswers } from '#answers/complete-answers.js';
import type { Knowledge } from '#knowledge/schema.js';
import { PATTERN_IDS, type PatternId } from '#shared/pattern-id.js';
import { sixDecimals, threeDigits } from '#shared/quantity.js';
import { availabilityOf } from './availability.js';
import { adviceOf } from './advice/advice.js';
import { answersHash } from './answers-hash.js';
import { capacityOf } from './capacity.js';
import { closeCallOf } from './close-call.js';
import { breakEvens, costRange } from './cost-range.js';
import { ENGINE_VERSION } from './engine-version.js';
import { extremesOf } from './extremes.js';
import { flipMapOf, smallestFlipOf } from './flip-sets.js';
import { flipsOf } from './flips.js';
import { freeTierOf } from './hosting.js';
import { hybridOf } from './hybrid.js';
import { indexed } from './indexed.js';
import type { Model } from './model.js';
import { pathOf } from './path.js';
import { precedentsOf } from './precedents.js';
import { demandsOf } from './regimes.js';
import { recommend } from './recommend.js';
import { againstOf, reasonsOf } from './reasons.js';
import type { Decision, Driver } from './schema.js';
import { sensitivityOf } from './sensitivity.js';
import { searchOf } from './search.js';
import { neededSeams } from './seams.js';

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

/** What no list price says. */
const NOT_INCLUDED: readonly string[] = [
  'building it: only the time of those who keep it running is priced',
  'traffic out of the cloud and between zones, logs, backups, support plans, licences, taxes',
  'discounts, reserved capacity and credits',
  'test and staging environments',
];

function costLines(complete: CompleteAnswers, model: Model): Decision['cost'] {
  const range = costRange(complete, model.numbers);
  return {
    currency: 'USD',
    per: 'month',
    patterns: PATTERN_IDS.flatMap((pattern, index) => {
      const cost = model.costs[index];
      return cost === undefined
        ? []
        : [
            {
              pattern,
              ...cost,
              lines: cost.lines.map(({ what, usd }) => ({ what, usd: Math.round(usd) })),
              engineers: threeDigits(cost.engineers),
              freeTier: Math.round(
                Math.min(cost.hosting, freeTierOf(pattern, complete, model.numbers)),
              ),
            },
          ];
    }),
    range,
    breakEven: breakEvens(complete, model.numbers, range),
    notIncluded: NOT_INCLUDED,
  };
}

function pricesSeen({ prices }: Knowledge): string {
  return prices.map(({ date }) => date).sort()[0] ?? '';
}

/** Recommends a pattern for a company: pure, and byte for byte the same for the same answers. */
export function decide(
  complete: CompleteAnswers,
  knowledge: Knowledge,
  unavailable: readonly PatternId[] = [],
): Decision {
  const known = indexed(knowledge);
  const recommendation = recommend(complete, known, unavailable);
  const { model, first, rival, word, confidence, ranked, draws, paired } = recommendation;
  const { threshold } = known.numbers;
  const reasons = reasonsOf(model, first, rival);
  const search = searchOf({ complete, known, current: first, unavailable, paired });
  const flips = flipsOf(search);
  const capacity = capacityOf(complete, threshold);
  const availability = availabilityOf(complete, threshold);
  let sensitivity: Decision['sensitivity'] | undefined;
  let flipMap: Decision['flipMap'] | undefined;
  const quickly = (changed: CompleteAnswers) =>
    paired.beside(changed)(threshold('draws.flip')).shares;
  return {
    recommended: { pattern: first, confidence, word },
    ranking: [...ranked],
    vetoes: [...model.vetoes],
    seams: [...neededSeams(complete, knowledge)],
    drivers: driversOf(model),
    rival,
    reasons: reasons.map((reason) => ({ ...reason, share: sixDecimals(reason.share) })),
    against: [...againstOf(model, first)],
    flips: [...flips],
    // A screen and a record show neither, and they take a sixth of a close call: worked out when they are read.
    get sensitivity() {
      return (sensitivity ??= sensitivityOf(search));
    },
    get flipMap() {
      return (flipMap ??= flipMapOf(search, flips));
    },
    smallestFlip: smallestFlipOf(search, flips),
    hybrid: hybridOf(complete, known, first),
    technology: adviceOf({ complete, pattern: first }, knowledge),
    path: pathOf(first, complete, known, flips),
    precedents: precedentsOf(complete, knowledge, threshold, first),
    closeCall:
      word === 'close call'
        ? closeCallOf(complete, { current: first, rival }, flips, quickly)
        : null,
    availability,
    compliance: demandsOf(complete, knowledge),
    cost: costLines(complete, model),
    capacity: {
      ...capacity,
      warnings: [
        ...capacity.warnings,
        ...extremesOf(complete, model.costs, availability.patterns, threshold),
      ],
    },
    assumptions: [...complete.assumptions],
    draws,
    pricesSeen: pricesSeen(knowledge),
    engineVersion: ENGINE_VERSION,
    answersHash: answersHash(complete),
  };
}
