import type { CompleteAnswers } from '../complete-answers.js';
import { DEFAULT_PROJECT, parseModuleTokens, READY_MADE } from '../names.js';
import type { ModuleName } from '../names.js';
import type { Answers } from '../schema.js';

/** Answers were parsed before, so a bad token here is a bug of ours. */
function modulesOf(tokens: readonly string[]): readonly ModuleName[] {
  const parsed = parseModuleTokens(tokens);
  if (!parsed.ok) throw new Error(`Answers were not parsed: ${parsed.problems[0]?.message ?? ''}`);
  return parsed.value;
}

/** What is written and how it is called; nothing of it is assumed from anything else. */
export type Project = Pick<
  CompleteAnswers,
  | 'project'
  | 'modules'
  | 'pattern'
  | 'overrideReason'
  | 'features'
  | 'without'
  | 'packageManager'
  | 'acceptVetoes'
>;

export function completeProject(answers: Answers): Project {
  return {
    project: answers.project ?? DEFAULT_PROJECT,
    modules: answers.modules === undefined ? READY_MADE : modulesOf(answers.modules),
    pattern: answers.pattern ?? null,
    overrideReason: answers.overrideReason ?? null,
    features: answers.features ?? [],
    without: answers.without ?? [],
    packageManager: answers.packageManager ?? 'npm',
    acceptVetoes: answers.acceptVetoes ?? [],
  };
}
