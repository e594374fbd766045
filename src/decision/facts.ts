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

/** Between now and later, for quantities that grow by factors. */
function between(now: number, later: number): number {
  return Math.sqrt(now * later);
}

function burstOf({ averageRps, peakRps }: CompleteAnswers): number {
  return averageRps > 0 ? Math.min(peakRps / averageRps, Number.MAX_SAFE_INTEGER) : 1;
}

/** What the answers say about the time the decision has to hold: from now to 18 months. */
export function factsOf(complete: CompleteAnswers, threshold: Lookup): Facts {
  const assumed = new Set(complete.assumptions.map(({ key }) => key));
  const given = (value: Fact['value'], ...keys: readonly string[]): Fact => ({
    value,
    shown: String(value),
    assumed: keys.every((key) => assumed.has(key)),
  });
  const growing = (now: number, then: number, key: string): Fact => ({
    ...given(between(now, then), key),
    shown: now === then ? `${now}` : `${now}, later ${then}`,
  });
  const loadSaid = complete.users === null ? [] : ['users'];
  return {
    availability: given(complete.availability, 'availability'),
    boundaryCertainty: given(complete.boundaryCertainty, 'boundaryCertainty'),
    budget: given(complete.budget, 'budget'),
    burst: given(threeDigits(burstOf(complete)), 'variability'),
    compliance: given(complete.compliance, 'compliance', 'dataClasses'),
    consistency: given(complete.consistency, 'consistency'),
    consumers: given(complete.consumers, 'consumers'),
    dataGb: given(complete.dataGb, 'dataGb'),
    engineers: growing(complete.engineers, complete.engineersIn18Months, 'engineers'),
    firstReleaseWeeks: given(complete.firstReleaseWeeks, 'firstReleaseWeeks'),
    latencyMs: given(complete.latencyMs, 'latencyMs'),
    opsMaturity: given(complete.opsMaturity, 'opsMaturity'),
    peakRps: given(
      threeDigits(complete.peakRps * threshold(`growth.${complete.growth}`)),
      'peakRps',
      'averageRps',
      ...loadSaid,
    ),
    portability: given(complete.portability, 'portability'),
    replay: given(complete.replay, 'replay'),
    teams: growing(complete.teams, complete.teamsIn18Months, 'teams'),
    today: given(complete.today, 'today'),
    variability: given(complete.variability, 'variability'),
    workload: given(complete.workload, 'workload'),
  };
}
