import type { CompleteAnswers } from '#answers/complete-answers.js';
import { QUESTION } from '#answers/questions.js';
import { PATTERN_IDS, type PatternId } from '#shared/pattern-id.js';
import { sixDecimals } from '#shared/quantity.js';
import { distanceOf } from './flip-sets.js';
import type { Decision } from './schema.js';

type CloseCall = NonNullable<Decision['closeCall']>;
type Settles = CloseCall['settles'];
type Flip = Decision['flips'][number];

/** Answers in a few words or levels, which a colleague can give today. */
const ASKABLE = [
  'consistency',
  'replay',
  'variability',
  'boundaryCertainty',
  'opsMaturity',
  'portability',
  'growth',
] as const;

/** Answers that only a measurement or a forecast gives, and how to come by it. */
const MEASURED: Readonly<Record<string, string>> = {
  teams: 'Count the teams that have a backlog and releases of their own.',
  engineers: 'Count who will work on this in a year.',
  peakRps: 'Measure, or load-test for, the requests per second of the busiest minute.',
  averageRps: 'Measure the requests of a week.',
  latencyMs: 'Ask which response time users leave at, and measure the present one.',
  dataGb: 'Measure the data that is kept online.',
  consumers: 'Count who reads the same events.',
};

export interface Shares {
  (complete: CompleteAnswers): readonly number[];
}

function winnerOf(shares: readonly number[]): { winner: PatternId; share: number } {
  const share = Math.max(...shares);
  return { winner: PATTERN_IDS[shares.indexOf(share)] ?? PATTERN_IDS[0], share };
}

/** What would be recommended for each answer to a question that was not answered. */
function settling(
  complete: CompleteAnswers,
  key: (typeof ASKABLE)[number],
  sharesOf: Shares,
): Settles {
  const assumptions = complete.assumptions.filter((one) => one.key !== key);
  return QUESTION[key].choices.map(({ value }) => {
    const answer = key === 'opsMaturity' ? Number(value) : value;
    const { winner, share } = winnerOf(sharesOf({ ...complete, [key]: answer, assumptions }));
    return { answer: value, winner, share: sixDecimals(share) };
  });
}

function meanShare(settles: Settles): number {
  return settles.reduce((sum, { share }) => sum + share, 0) / settles.length;
}

/** The unanswered question whose answers leave the least doubt on average. */
function question(complete: CompleteAnswers, rival: PatternId, sharesOf: Shares): CloseCall | null {
  const unsure = new Set(complete.assumptions.map(({ key }) => key));
  const all = ASKABLE.filter((key) => unsure.has(key))
    .map((key) => ({ key, settles: settling(complete, key, sharesOf) }))
    .filter(({ settles }) => new Set(settles.map(({ winner }) => winner)).size > 1)
    .sort((a, b) => meanShare(b.settles) - meanShare(a.settles));
  const [best] = all;
  if (best === undefined) return null;
  const asks = QUESTION[best.key].title;
  return { rival, kind: 'question', input: best.key, asks, settles: best.settles };
}

/** The measurement whose turning point is nearest to the present value. */
function measurement(
  flips: readonly Flip[],
  current: PatternId,
  rival: PatternId,
): CloseCall | null {
  const [nearest] = flips
    .filter(({ input, winner }) => winner !== null && MEASURED[input] !== undefined)
    .sort((a, b) => distanceOf(a) - distanceOf(b));
  if (nearest === undefined || nearest.winner === null) return null;
  const { input, from, to, direction, winner } = nearest;
  const side = direction === 'up' ? 'or more' : 'or less';
  return {
    rival,
    kind: 'measurement',
    input,
    asks: MEASURED[input] ?? input,
    settles: [
      { answer: `${from}`, winner: current, share: 1 },
      { answer: `${to} ${side}`, winner, share: 1 },
    ],
  };
}

/** The cheapest thing to find out that would settle a close call: ask first, measure if that does not help. */
export function closeCallOf(
  complete: CompleteAnswers,
  { current, rival }: { readonly current: PatternId; readonly rival: PatternId },
  flips: readonly Flip[],
  sharesOf: Shares,
): CloseCall | null {
  return question(complete, rival, sharesOf) ?? measurement(flips, current, rival);
}
