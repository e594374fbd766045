import { QUESTION } from '#answers/questions.js';
import type { Criterion, Rating } from '#knowledge/schema.js';
import { PATTERN_IDS } from '#shared/pattern-id.js';
import { clamp } from '#shared/quantity.js';
import type { BilledCompany } from './bills.js';
import { settled, valueIn, widest, type Column } from './column.js';
import { costWorth, upkeep } from './cost.js';
import { isAlike, type DrawnAnswers, type ReadKey } from './drawn-answers.js';
import type { Indexed } from './indexed.js';

/** A company with what is offered to it. */
export interface RatedCompany extends BilledCompany {
  /** By criterion, then pattern: the middle of the rating; of a computed criterion, its worth. */
  readonly mids: readonly Column[];
}

const PATTERNS = PATTERN_IDS.length;
const RATED: readonly ReadKey[] = ['experience', 'opsMaturity'];
const MEANS: readonly ReadKey[] = ['budget', 'engineerCost', 'engineers'];

/** From the middle level of maturity to the highest, delivery practice moves a rating. */
function matured({ value, mature }: Rating, opsMaturity: number): number {
  if (mature === undefined) return value;
  const { min, max } = QUESTION.opsMaturity;
  const middle = (min + max) / 2;
  return value + (mature - value) * clamp((opsMaturity - middle) / (max - middle), 0, 1);
}

/** The middle of a rating as it applies here: experience moves it to the high end. */
function middlesOf(
  rating: Rating,
  { learnt }: Criterion,
  { experience, opsMaturity }: DrawnAnswers,
): Column {
  const moving: Column<unknown>[] = [];
  if (learnt) moving.push(experience);
  if (rating.mature !== undefined) moving.push(opsMaturity);
  return Array.from({ length: widest(moving) }, (_, world) =>
    learnt && valueIn(experience, world).includes(rating.pattern)
      ? rating.high
      : matured(rating, valueIn(opsMaturity, world)),
  );
}

/** By pattern: what the bill and the people are worth. */
function costWorths({ bills, complete, drawn }: BilledCompany, { numbers }: Indexed) {
  const { modules } = complete;
  return PATTERN_IDS.map((pattern, index) => {
    const hosting = bills[index] ?? [];
    const crew = drawn.opsMaturity.map((opsMaturity) =>
      upkeep(pattern, { modules, opsMaturity }, numbers),
    );
    const from = [hosting, crew, drawn.budget, drawn.engineers, drawn.engineerCost];
    return Array.from({ length: widest(from) }, (_, world) => {
      const cost = { hosting: valueIn(hosting, world), engineers: valueIn(crew, world) };
      const means = {
        budget: valueIn(drawn.budget, world),
        engineers: valueIn(drawn.engineers, world),
        engineerCost: valueIn(drawn.engineerCost, world),
      };
      return costWorth(cost, means, numbers.threshold);
    });
  });
}

/** By criterion, then pattern, as far as a company nearby does not say the same. */
export function middles(
  company: BilledCompany,
  known: Indexed,
  near: RatedCompany | undefined,
): readonly Column[] {
  const { bills, drawn } = company;
  const isRated = near !== undefined && isAlike(near.drawn, drawn, RATED);
  const isPaid =
    isRated &&
    bills.every((bill, pattern) => bill === near.bills[pattern]) &&
    isAlike(near.drawn, drawn, MEANS) &&
    near.complete.modules === company.complete.modules;
  if (isPaid) return near.mids;
  const worths = costWorths(company, known);
  return known.criteria.flatMap(({ criterion, ratings }, index) =>
    PATTERN_IDS.map((_, pattern): Column => {
      const rating = ratings[pattern];
      const before = near?.mids[index * PATTERNS + pattern];
      if (rating === undefined) return settled(worths[pattern] ?? [], before);
      if (isRated && before !== undefined) return before;
      return settled(middlesOf(rating, criterion, drawn), before);
    }),
  );
}
