import type { CompleteAnswers } from '#answers/complete-answers.js';
import { QUESTION } from '#answers/questions.js';
import type { Lookup, Numbers } from '#knowledge/lookup.js';
import type { PatternId } from '#shared/pattern-id.js';
import { clamp } from '#shared/quantity.js';
import { deployablesOf } from './deployables.js';
import { hostingOf, type Billed, type CostLine } from './hosting.js';

/** What a pattern costs in a month: the bill, and the people who keep it running. */
export interface PatternCost {
  readonly hosting: number;
  readonly people: number;
  readonly total: number;
  readonly engineers: number;
  readonly lines: readonly CostLine[];
}

// Ids are written out once: joining them each time costs more than the arithmetic.
const PER_APP = QUESTION.opsMaturity.choices.map(({ value }) => `people.per-app.maturity-${value}`);
const BASE: Readonly<Record<PatternId, string>> = {
  'modular-monolith': 'people.modular-monolith.base',
  serverless: 'people.serverless.base',
  'event-driven': 'people.event-driven.base',
  microservices: 'people.microservices.base',
};

/** What one deployable more takes of an engineer at this level of maturity. */
export function appUpkeep(
  pattern: PatternId,
  { opsMaturity }: Pick<CompleteAnswers, 'opsMaturity'>,
  { threshold }: Numbers,
): number {
  const share = pattern === 'serverless' ? threshold('people.function-share') : 1;
  return threshold(PER_APP[opsMaturity - 1] ?? '') * share;
}

/** Engineers, in parts of one, who keep a pattern running at this level of maturity. */
export function upkeep(
  pattern: PatternId,
  complete: Pick<CompleteAnswers, 'modules' | 'opsMaturity'>,
  numbers: Numbers,
): number {
  const { threshold } = numbers;
  const perApp = appUpkeep(pattern, complete, numbers);
  return threshold(BASE[pattern]) + perApp * deployablesOf(pattern, complete, threshold);
}

function dollars(amount: number): number {
  return Math.round(amount);
}

function sum(lines: readonly CostLine[]): number {
  let total = 0;
  for (const { usd } of lines) total += usd;
  return total;
}

/** The bill of a month. */
export function hostingUsd(pattern: PatternId, complete: Billed, numbers: Numbers): number {
  return dollars(sum(hostingOf(pattern, complete, numbers)));
}

export function costOf(
  pattern: PatternId,
  complete: CompleteAnswers,
  numbers: Numbers,
): PatternCost {
  const lines = hostingOf(pattern, complete, numbers);
  const hosting = sum(lines);
  const engineers = upkeep(pattern, complete, numbers);
  const people = engineers * complete.engineerCost;
  return {
    hosting: dollars(hosting),
    people: dollars(people),
    total: dollars(hosting + people),
    engineers,
    lines,
  };
}

/**
 * What a pattern leaves of the means, as a share: of the hosting budget, and of the engineers. It is measured
 * against the company, never against the other patterns, so that adding one cannot reorder the rest.
 */
export function costWorth(
  cost: Pick<PatternCost, 'hosting' | 'engineers'>,
  means: Pick<CompleteAnswers, 'budget' | 'engineerCost' | 'engineers'>,
  threshold: Lookup,
): number {
  const payroll = means.engineers * means.engineerCost;
  const budget = means.budget ?? payroll * threshold('cost.hosting-of-payroll');
  const hosting = budget + cost.hosting > 0 ? budget / (budget + cost.hosting) : 1;
  return hosting * (1 - clamp(cost.engineers / means.engineers, 0, 1));
}
