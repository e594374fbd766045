import type { CompleteAnswers } from '#answers/complete-answers.js';
import { QUESTION } from '#answers/questions.js';
import type { Criterion, Rating } from '#knowledge/schema.js';
import { PATTERN_IDS, type PatternId } from '#shared/pattern-id.js';
import { clamp } from '#shared/quantity.js';
import { settled, valueIn, widest, type Column } from './column.js';
import { costWorth, hostingUsd, upkeep } from './cost.js';
import {
  drawnAnswers,
  isAlike,
  type Company,
  type DrawnAnswers,
  type ReadKey,
} from './drawn-answers.js';
import { factColumns, type FactColumns } from './facts.js';
import { importancesOf } from './importances.js';
import type { Indexed } from './indexed.js';
import { effectsOf, needsFrom } from './needs.js';
import { importance, worth } from './scale.js';
import { standingVetoes, vetoedBy } from './vetoes/vetoes.js';

const PATTERNS = PATTERN_IDS.length;

/** The numbers of the model for one company, by world and without the words; all that chance and searches need. */
export interface Light extends Company {
  readonly facts: FactColumns;
  /** By criterion, then by what it looks at. */
  readonly effects: readonly (readonly Column[])[];
  /** By criterion. */
  readonly needs: readonly Column[];
  /** By criterion: how much it would count, had it no twin and no copies. */
  readonly own: readonly Column[];
  /** By criterion: how much it counts. Only their proportions mean anything. */
  readonly importances: readonly Column[];
  /** By pattern: the bill of a month, in USD. */
  readonly bills: readonly Column[];
  /** By criterion, then pattern: the middle of the rating; of a computed criterion, its worth. */
  readonly mids: readonly Column[];
  /** By pattern: false when a veto stands, or when it is no option. */
  readonly allowed: readonly Column<boolean>[];
}

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

/** What is looked at together: the same in two companies when these answers are. */
const RATED: readonly ReadKey[] = ['experience', 'opsMaturity'];
const BILLED: readonly ReadKey[] = ['averageRps', 'dataGb', 'peakRps'];
/** What stores are chosen by, where functions run. */
const STORED: readonly ReadKey[] = ['consistency', 'workload'];
const VETOED: readonly ReadKey[] = [
  'compliance',
  'consistency',
  'latencyMs',
  'opsMaturity',
  'teams',
  'teamsIn18Months',
  'workload',
];

/** A value for each world that these answers tell apart. */
function inWorlds<Value>(
  drawn: DrawnAnswers,
  keys: readonly ReadKey[],
  of: (world: number) => Value,
): Column<Value> {
  const length = widest(keys.map((key) => drawn[key]));
  return Array.from({ length }, (_, world) => of(world));
}

/** By pattern: the bill of a month. */
function billsOf({ complete, drawn }: Company, { numbers }: Indexed, near: Light | undefined) {
  const { workload, modules } = complete;
  const isBilled =
    near !== undefined && isAlike(near.drawn, drawn, BILLED) && near.complete.modules === modules;
  const isStored = isBilled && isAlike(near.drawn, drawn, STORED);
  return PATTERN_IDS.map((pattern, index) => {
    const before = near?.bills[index];
    const isServerless = pattern === 'serverless';
    if (before !== undefined && (isServerless ? isStored : isBilled)) return before;
    const made = inWorlds(drawn, isServerless ? [...BILLED, ...STORED] : BILLED, (world) => {
      const load = {
        averageRps: valueIn(drawn.averageRps, world),
        peakRps: valueIn(drawn.peakRps, world),
        dataGb: valueIn(drawn.dataGb, world),
        consistency: valueIn(drawn.consistency, world),
        workload,
        modules,
      };
      return hostingUsd(pattern, load, numbers);
    });
    return settled(made, before);
  });
}

/** By pattern: what the bill and the people are worth. */
function costWorths({ complete, drawn }: Company, bills: readonly Column[], { numbers }: Indexed) {
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

function middles(
  company: Company,
  bills: readonly Column[],
  known: Indexed,
  near: Light | undefined,
): readonly Column[] {
  const { drawn } = company;
  const isRated = near !== undefined && isAlike(near.drawn, drawn, RATED);
  const isPaid =
    isRated &&
    bills.every((bill, pattern) => bill === near.bills[pattern]) &&
    isAlike(near.drawn, drawn, ['budget', 'engineerCost', 'engineers']) &&
    near.complete.modules === company.complete.modules;
  if (isPaid) return near.mids;
  const worths = costWorths(company, bills, known);
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

/** By pattern. As answered, an assumption never vetoes; in a possible world its answers do. */
function allowedIn(
  { complete, drawn }: Company,
  { knowledge, numbers }: Indexed,
  unavailable: readonly PatternId[],
  near: Light | undefined,
  isExact: boolean,
): readonly Column<boolean>[] {
  const isVetoed = near !== undefined && isAlike(near.drawn, drawn, VETOED) && !isExact;
  if (isVetoed && near.complete.acceptVetoes === complete.acceptVetoes) return near.allowed;
  const { acceptVetoes, compliance, workload } = complete;
  const vetoed = isExact
    ? [vetoedBy(complete, knowledge, numbers.threshold)]
    : inWorlds(drawn, VETOED, (world) => {
        const here = {
          acceptVetoes,
          compliance,
          workload,
          consistency: valueIn(drawn.consistency, world),
          latencyMs: valueIn(drawn.latencyMs, world),
          opsMaturity: valueIn(drawn.opsMaturity, world),
          teams: valueIn(drawn.teams, world),
          teamsIn18Months: valueIn(drawn.teamsIn18Months, world),
        };
        return standingVetoes(here, knowledge, numbers.threshold);
      });
  return PATTERN_IDS.map((pattern) =>
    settled(vetoed.map((out) => !out.includes(pattern) && !unavailable.includes(pattern))),
  );
}

/** The company, and what it is compared with. */
interface Asked {
  readonly complete: CompleteAnswers;
  readonly known: Indexed;
  readonly unavailable?: readonly PatternId[];
  /** What does not differ from it is taken from there, which changes no number. */
  readonly near?: Light | undefined;
}

const NOTHING: ReadonlySet<string> = new Set();

/** The numbers of the model in all possible worlds: answers that were assumed are drawn anew for each. */
export function lightIn(asked: Asked, isExact = false): Light {
  const { complete, known, unavailable = [], near } = asked;
  const { numbers, settings, criteria } = known;
  const assumed = isExact ? NOTHING : new Set(complete.assumptions.map(({ key }) => key));
  const given = { complete, assumed };
  const drawn = drawnAnswers(given, known.worlds(), numbers.threshold, near);
  const company = { ...given, drawn };
  const bills = billsOf(company, known, near);
  const facts = factColumns(drawn, numbers.threshold, near);
  const effects: (readonly Column[])[] = [];
  const needs: Column[] = [];
  const own: Column[] = [];
  for (const [index, { needs: records, inputs }] of criteria.entries()) {
    const before = near?.effects[index] ?? [];
    const isSame = near !== undefined && inputs.every((id) => near.facts[id] === facts[id]);
    effects[index] = isSame
      ? before
      : records.map((record, at) => {
          const { input } = record.record;
          const same = near?.facts[input] === facts[input] ? before[at] : undefined;
          return same ?? effectsOf(record, facts[input], settings.partShare);
        });
    const need = isSame ? near.needs[index] : undefined;
    needs[index] = need ?? settled(needsFrom(records, effects[index] ?? []), near?.needs[index]);
    own[index] =
      near !== undefined && needs[index] === near.needs[index]
        ? (near.own[index] ?? [])
        : (needs[index] ?? []).map((need) => importance(need, settings));
  }
  const importances = criteria.map(({ twin }, index) => {
    const isSame = own[index] === near?.own[index] && own[twin] === near?.own[twin];
    return (
      (isSame ? near?.importances[index] : undefined) ??
      settled(importancesOf(known, own, index), near?.importances[index])
    );
  });
  return {
    ...company,
    facts,
    effects,
    needs,
    own,
    importances,
    bills,
    mids: middles(company, bills, known, near),
    allowed: allowedIn(company, known, unavailable, near, isExact),
  };
}

/** The same for the answers as they stand, as if none were assumed; one world. */
export function lightOf(
  complete: CompleteAnswers,
  known: Indexed,
  unavailable: readonly PatternId[] = [],
  near?: Light,
): Light {
  return lightIn({ complete, known, unavailable, near }, true);
}

const first = (column: Column | undefined): number => column?.[0] ?? 0;

/** By criterion, summing to one; of one world. */
export function weightsOf({ importances }: Light): readonly number[] {
  const total = importances.reduce((sum, each) => sum + first(each), 0);
  return importances.map((each) => first(each) / total);
}

/** By pattern: the expected value; of one world. */
export function valuesOf(light: Light, known: Indexed): readonly number[] {
  const values = PATTERN_IDS.map(() => 0);
  const { needs, mids } = light;
  const { bonus } = known.settings;
  const weights = weightsOf(light);
  for (const [index, { criterion }] of known.criteria.entries()) {
    const need = first(needs[index]);
    const weight = weights[index] ?? 0;
    for (let pattern = 0; pattern < PATTERNS; pattern += 1) {
      const mid = first(mids[index * PATTERNS + pattern]);
      const value = criterion.computed ? mid : worth(need, mid, bonus);
      values[pattern] = (values[pattern] ?? 0) + weight * value;
    }
  }
  return values;
}
