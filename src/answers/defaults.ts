import type { Assumption, CompleteAnswers } from './complete-answers.js';
import { completeConstraints } from './defaults/constraints.js';
import { completeData } from './defaults/data.js';
import { filler } from './defaults/filler.js';
import { completeLoad } from './defaults/load.js';
import { completeProject, type Project } from './defaults/project.js';
import { completeTeam } from './defaults/team.js';
import { completeWorkload } from './defaults/workload.js';
import type { Answers } from './schema.js';

export { DEFAULTS } from './defaults/numbers.js';
export type { Assumption, CompleteAnswers } from './complete-answers.js';

/**
 * Fills the gaps in a fixed order, each from the answers before it, and records every filled value. A search that
 * asks the same company again and again gives its `project`, which no other answer touches.
 */
export function completeAnswers(
  answers: Answers,
  project: Project = completeProject(answers),
): CompleteAnswers {
  const assumptions: Assumption[] = [];
  const fill = filler(assumptions);
  const workload = completeWorkload(answers, fill);
  const load = completeLoad(answers, workload.workload, fill);
  const team = completeTeam(answers, load.growth, fill);
  const data = completeData(answers, fill);
  const constraints = completeConstraints(answers, fill);
  // Written out, since merging objects takes far longer than everything above, and a search does it by the hundred.
  return {
    engineers: team.engineers,
    engineersIn18Months: team.engineersIn18Months,
    teams: team.teams,
    teamsIn18Months: team.teamsIn18Months,
    opsMaturity: team.opsMaturity,
    experience: team.experience,
    users: load.users,
    averageRps: load.averageRps,
    peakRps: load.peakRps,
    variability: load.variability,
    growth: load.growth,
    latencyMs: load.latencyMs,
    availability: load.availability,
    recoveryMinutes: load.recoveryMinutes,
    recoveryPointMinutes: load.recoveryPointMinutes,
    workload: workload.workload,
    consistency: workload.consistency,
    replay: workload.replay,
    consumers: workload.consumers,
    compliance: data.compliance,
    dataClasses: data.dataClasses,
    dataGb: data.dataGb,
    budget: constraints.budget,
    engineerCost: constraints.engineerCost,
    firstReleaseWeeks: constraints.firstReleaseWeeks,
    portability: constraints.portability,
    boundaryCertainty: constraints.boundaryCertainty,
    today: constraints.today,
    project: project.project,
    modules: project.modules,
    pattern: project.pattern,
    overrideReason: project.overrideReason,
    features: project.features,
    without: project.without,
    packageManager: project.packageManager,
    acceptVetoes: project.acceptVetoes,
    assumptions,
  };
}
