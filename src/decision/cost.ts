import type { CompleteAnswers } from '#answers/complete-answers.js';
import type { Numbers } from '#knowledge/lookup.js';
import type { PatternId } from '#shared/pattern-id.js';
import { clamp } from '#shared/quantity.js';
import { deployablesOf } from './deployables.js';
import { hostingOf, type CostLine } from './hosting.js';

/** What a pattern costs in a month: the bill, and the people who keep it running. */
export interface PatternCost {
  readonly hosting: number;
  readonly people: number;
  readonly total: number;
  readonly engineers: number;
  readonly lines: readonly CostLine[];
}

/** Engineers, in parts of one, who keep a pattern running at this level of maturity. */
function upkeep(pattern: PatternId, complete: CompleteAnswers, numbers: Numbers): number {
  const { threshold } = numbers;
  const share = pattern === 'serverless' ? threshold('people.function-share') : 1;
  const perApp = threshold(`people.per-app.maturity-${complete.opsMaturity}`) * share;
  return threshold(`people.${pattern}.base`) + perApp * deployablesOf(pattern, complete, threshold);
}

function dollars(amount: number): number {
  return Math.round(amount);
}

export function costOf(
  pattern: PatternId,
  complete: CompleteAnswers,
  numbers: Numbers,
): PatternCost {
  const lines = hostingOf(pattern, complete, numbers);
  const hosting = lines.reduce((sum, line) => sum + line.usd, 0);
  const engineers = upkeep(pattern, complete, numbers);
  const people = engineers * complete.engineerCost;
  return {
    hosting: dollars(hosting),
    people: dollars(people),
    total: dollars(hosting + people),
    engineers,
    lines: lines.map(({ what, usd }) => ({ what, usd: dollars(usd) })),
  };
}

/**
 * What is left of the means after paying for a pattern, as a share. It is measured against the
 * company, never against the other patterns, so that adding one cannot reorder the rest.
 */
export function costWorth(cost: PatternCost, complete: CompleteAnswers): number {
  const means = complete.engineers * complete.engineerCost + (complete.budget ?? cost.hosting);
  const left = means > 0 ? 1 - clamp(cost.total / means, 0, 1) : 0;
  const { budget } = complete;
  return budget === null || cost.hosting <= budget ? left : left * (budget / cost.hosting);
}
