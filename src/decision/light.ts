import type { CompleteAnswers } from '#answers/complete-answers.js';
import { PATTERN_IDS, type PatternId } from '#shared/pattern-id.js';
import { allowedIn, type AllowedCompany } from './allowed.js';
import { billsOf } from './bills.js';
import { settled, type Column } from './column.js';
import { drawnAnswers } from './draw-answers.js';
import { factColumns, type FactColumns } from './facts.js';
import { importancesOf } from './importances.js';
import type { Indexed } from './indexed.js';
import { middles, type RatedCompany } from './middles.js';
import { effectsOf, needsFrom } from './needs.js';
import { importance, worth } from './scale.js';

const PATTERNS = PATTERN_IDS.length;

/** The numbers of the model for one company, by world and without the words; all that chance and searches need. */
export interface Light extends RatedCompany, AllowedCompany {
  readonly facts: FactColumns;
  /** By criterion, then by what it looks at. */
  readonly effects: readonly (readonly Column[])[];
  /** By criterion. */
  readonly needs: readonly Column[];
  /** By criterion: how much it would count, had it no twin and no copies. */
  readonly own: readonly Column[];
  /** By criterion: how much it counts. Only their proportions mean anything. */
  readonly importances: readonly Column[];
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
    mids: middles({ ...company, bills }, known, near),
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
