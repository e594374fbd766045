import type { Assumption, CompleteAnswers } from './complete-answers.js';
import { completeConstraints } from './defaults/constraints.js';
import { completeData } from './defaults/data.js';
import { filler } from './defaults/filler.js';
import { completeLoad } from './defaults/load.js';
import { completeProject } from './defaults/project.js';
import { completeTeam } from './defaults/team.js';
import { completeWorkload } from './defaults/workload.js';
import type { Answers } from './schema.js';

export type { Assumption, CompleteAnswers } from './complete-answers.js';

/** Fills the gaps in a fixed order, each from the answers before it, and records every filled value. */
export function completeAnswers(answers: Answers): CompleteAnswers {
  const assumptions: Assumption[] = [];
  const fill = filler(assumptions);
  const workload = completeWorkload(answers, fill);
  const load = completeLoad(answers, workload.workload, fill);
  const team = completeTeam(answers, load.growth, fill);
  const data = completeData(answers, fill);
  const constraints = completeConstraints(answers, fill);
  return {
    ...team,
    ...load,
    ...workload,
    ...data,
    ...constraints,
    ...completeProject(answers),
    assumptions,
  };
}
