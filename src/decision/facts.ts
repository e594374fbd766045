import type { CompleteAnswers } from '#answers/complete-answers.js';
import type { Lookup } from '#knowledge/lookup.js';
import type { FactId } from '#knowledge/schema.js';
import { threeDigits } from '#shared/quantity.js';

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

function burstOf({ averageRps, peakRps }: CompleteAnswers): number {
  return averageRps > 0 ? Math.min(peakRps / averageRps, Number.MAX_SAFE_INTEGER) : 1;
}

const GROWTH = {
  flat: 'growth.flat',
  moderate: 'growth.moderate',
  fast: 'growth.fast',
  hyper: 'growth.hyper',
} as const;

export type FactValues = Readonly<Record<FactId, Fact['value']>>;

/** What the model reads from the answers, about the time the decision has to hold: from now to 18 months. */
export function factValues(complete: CompleteAnswers, threshold: Lookup): FactValues {
  const later = threshold('horizon.later-share');
  return {
    availability: complete.availability,
    boundaryCertainty: complete.boundaryCertainty,
    budget: complete.budget,
    burst: burstOf(complete),
    compliance: complete.compliance,
    consistency: complete.consistency,
    consumers: complete.consumers,
    dataClasses: complete.dataClasses,
    dataGb: complete.dataGb,
    engineers: between(complete.engineers, complete.engineersIn18Months, later),
    firstReleaseWeeks: complete.firstReleaseWeeks,
    latencyMs: complete.latencyMs,
    opsMaturity: complete.opsMaturity,
    peakRps: complete.peakRps * threshold(GROWTH[complete.growth]),
    portability: complete.portability,
    replay: complete.replay,
    teams: between(complete.teams, complete.teamsIn18Months, later),
    today: complete.today,
    variability: complete.variability,
    workload: complete.workload,
  };
}

/** The same, with the words for it and with what was assumed. */
export function factsOf(complete: CompleteAnswers, values: FactValues): Facts {
  const assumed = new Set(complete.assumptions.map(({ key }) => key));
  const given = (id: FactId, ...keys: readonly string[]): Fact => ({
    value: values[id],
    shown: String(values[id]),
    assumed: keys.every((key) => assumed.has(key)),
  });
  const growing = (id: FactId, now: number, then: number): Fact => ({
    ...given(id, id),
    shown: now === then ? `${now}` : `${now}, later ${then}`,
  });
  const computed = (id: 'burst' | 'peakRps', ...keys: readonly string[]): Fact => ({
    ...given(id, ...keys),
    shown: String(threeDigits(Number(values[id]))),
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
