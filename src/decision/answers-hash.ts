import { createHash } from 'node:crypto';
import type { CompleteAnswers } from '#answers/complete-answers.js';

function sorted(list: readonly string[]): readonly string[] {
  return [...new Set(list)].sort();
}

/** The answers that the decision depends on, in a fixed order; lists as sets. */
function decisive(complete: CompleteAnswers): Readonly<Record<string, unknown>> {
  return {
    acceptVetoes: sorted(complete.acceptVetoes.map(({ veto }) => veto)),
    assumed: sorted(complete.assumptions.map(({ key }) => key)),
    availability: complete.availability,
    averageRps: complete.averageRps,
    boundaryCertainty: complete.boundaryCertainty,
    budget: complete.budget,
    compliance: sorted(complete.compliance),
    consistency: complete.consistency,
    consumers: complete.consumers,
    dataClasses: sorted(complete.dataClasses),
    dataGb: complete.dataGb,
    engineerCost: complete.engineerCost,
    engineers: complete.engineers,
    engineersIn18Months: complete.engineersIn18Months,
    experience: sorted(complete.experience),
    firstReleaseWeeks: complete.firstReleaseWeeks,
    growth: complete.growth,
    latencyMs: complete.latencyMs,
    modules: complete.modules.length,
    opsMaturity: complete.opsMaturity,
    peakRps: complete.peakRps,
    portability: complete.portability,
    ...(complete.recoveryMinutes !== null && { recoveryMinutes: complete.recoveryMinutes }),
    ...(complete.recoveryPointMinutes !== null && {
      recoveryPointMinutes: complete.recoveryPointMinutes,
    }),
    replay: complete.replay,
    teams: complete.teams,
    teamsIn18Months: complete.teamsIn18Months,
    today: complete.today,
    users: complete.users,
    variability: complete.variability,
    workload: sorted(complete.workload),
  };
}

/** Names these answers: equal answers give equal hashes, however they were written down. */
export function answersHash(complete: CompleteAnswers): string {
  return createHash('sha256')
    .update(JSON.stringify(decisive(complete)))
    .digest('hex');
}
