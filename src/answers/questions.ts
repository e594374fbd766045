import type { Question } from './question.js';
import * as team from './questions/team.js';
import * as load from './questions/load.js';
import * as workload from './questions/workload.js';
import * as data from './questions/data.js';
import * as constraints from './questions/constraints.js';
import * as project from './questions/project.js';

export type { Choice, Group, Question } from './question.js';
export { GROUPS } from './question.js';

/** Every question by its key, in the order in which they are asked. */
export const QUESTION = {
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
  dataClasses: data.dataClasses,
  dataGb: data.dataGb,
  compliance: data.compliance,
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
} as const satisfies Record<string, Question>;

export type QuestionId = keyof typeof QUESTION;

/** Every question, in the order in which they are asked. */
export const QUESTIONS: readonly Question[] = Object.values(QUESTION);

/** The question with this key, if there is one. */
export function questionById(id: string): Question | undefined {
  return QUESTIONS.find((question) => question.id === id);
}

/** Answers of the project name things and choose what is generated; all others describe the company. */
export function describesCompany(key: string): key is QuestionId {
  return Object.hasOwn(QUESTION, key) && QUESTION[key as QuestionId].group !== 'project';
}
