import type { CompleteAnswers } from '#answers/complete-answers.js';
import type { Lookup } from '#knowledge/lookup.js';
import type { FactId } from '#knowledge/schema.js';
import { threeDigits } from '#shared/quantity.js';
import { valueIn, widest, type Column } from './column.js';
import { isAlike, type DrawnAnswers, type ReadKey } from './drawn-answers.js';

/** One thing the model asks about a company. */
export interface Fact {
  /** null when nothing was said and nothing can be assumed. */
  readonly value: number | string | readonly string[] | null;
  /** The value as the user would say it. */
  readonly shown: string;
  /** True when the value rests on an assumption: its effect is then drawn from a range. */
  readonly assumed: boolean;
}

export type Facts = Readonly<Record<FactId, Fact>>;

/** Between now and later, for quantities that grow by factors; the later one counts for `share`. */
function between(now: number, later: number, share: number): number {
  return now ** (1 - share) * later ** share;
}

function burst(averageRps: number, peakRps: number): number {
  return averageRps > 0 ? Math.min(peakRps / averageRps, Number.MAX_SAFE_INTEGER) : 1;
}

const GROWTH = {
  flat: 'growth.flat',
  moderate: 'growth.moderate',
  fast: 'growth.fast',
  hyper: 'growth.hyper',
} as const;

/** What the model reads from the answers, by world. */
export type FactColumns = Readonly<Record<FactId, Column<Fact['value']>>>;

/** A company that was asked before; what does not differ from it is taken from there. */
interface Before {
  readonly drawn: DrawnAnswers;
  readonly facts: FactColumns;
}

/** About the time the decision has to hold: from now to 18 months. */
export function factColumns(drawn: DrawnAnswers, threshold: Lookup, before?: Before): FactColumns {
  const share = threshold('horizon.later-share');
  const from = <One extends ReadKey, Other extends ReadKey>(
    id: FactId,
    one: One,
    other: Other,
    of: (one: CompleteAnswers[One], other: CompleteAnswers[Other]) => number,
  ): Column<Fact['value']> => {
    if (before !== undefined && isAlike(before.drawn, drawn, [one, other])) return before.facts[id];
    const columns = [drawn[one], drawn[other]] as const;
    return Array.from({ length: widest(columns) }, (_, world) =>
      of(
        valueIn<CompleteAnswers[One]>(drawn[one], world),
        valueIn<CompleteAnswers[Other]>(drawn[other], world),
      ),
    );
  };
  const later = (now: number, then: number) => between(now, then, share);
  return {
    availability: drawn.availability,
    boundaryCertainty: drawn.boundaryCertainty,
    budget: drawn.budget,
    burst: from('burst', 'averageRps', 'peakRps', burst),
    compliance: drawn.compliance,
    consistency: drawn.consistency,
    consumers: drawn.consumers,
    dataClasses: drawn.dataClasses,
    dataGb: drawn.dataGb,
    engineers: from('engineers', 'engineers', 'engineersIn18Months', later),
    firstReleaseWeeks: drawn.firstReleaseWeeks,
    latencyMs: drawn.latencyMs,
    opsMaturity: drawn.opsMaturity,
    peakRps: from(
      'peakRps',
      'peakRps',
      'growth',
      (peak, growth) => peak * threshold(GROWTH[growth]),
    ),
    portability: drawn.portability,
    replay: drawn.replay,
    teams: from('teams', 'teams', 'teamsIn18Months', later),
    today: drawn.today,
    variability: drawn.variability,
    workload: drawn.workload,
  };
}

/** The same of one company as it was answered, with the words for it and with what was assumed. */
export function factsOf(complete: CompleteAnswers, columns: FactColumns): Facts {
  const assumed = new Set(complete.assumptions.map(({ key }) => key));
  const given = (id: FactId, ...keys: readonly string[]): Fact => ({
    value: valueIn(columns[id], 0),
    shown: String(valueIn(columns[id], 0)),
    assumed: keys.every((key) => assumed.has(key)),
  });
  const growing = (id: FactId, now: number, then: number): Fact => ({
    ...given(id, id),
    shown: now === then ? `${now}` : `${now}, later ${then}`,
  });
  const computed = (id: 'burst' | 'peakRps', ...keys: readonly string[]): Fact => ({
    ...given(id, ...keys),
    shown: String(threeDigits(Number(valueIn(columns[id], 0)))),
  });
  const loadSaid = complete.users === null ? [] : ['users'];
  return {
    availability: given('availability', 'availability'),
    boundaryCertainty: given('boundaryCertainty', 'boundaryCertainty'),
    budget: given('budget', 'budget'),
    burst: computed('burst', 'variability'),
    compliance: given('compliance', 'compliance', 'dataClasses'),
    consistency: given('consistency', 'consistency'),
    consumers: given('consumers', 'consumers'),
    dataClasses: given('dataClasses', 'dataClasses', 'compliance'),
    dataGb: given('dataGb', 'dataGb'),
    engineers: growing('engineers', complete.engineers, complete.engineersIn18Months),
    firstReleaseWeeks: given('firstReleaseWeeks', 'firstReleaseWeeks'),
    latencyMs: given('latencyMs', 'latencyMs'),
    opsMaturity: given('opsMaturity', 'opsMaturity'),
    peakRps: computed('peakRps', 'peakRps', 'averageRps', ...loadSaid),
    portability: given('portability', 'portability'),
    replay: given('replay', 'replay'),
    teams: growing('teams', complete.teams, complete.teamsIn18Months),
    today: given('today', 'today'),
    variability: given('variability', 'variability'),
    workload: given('workload', 'workload'),
  };
}
