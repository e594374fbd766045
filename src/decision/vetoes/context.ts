import type { CompleteAnswers } from '#answers/complete-answers.js';
import type { Lookup } from '#knowledge/lookup.js';

export type Vetoed = Pick<
  CompleteAnswers,
  | 'acceptVetoes'
  | 'compliance'
  | 'consistency'
  | 'latencyMs'
  | 'opsMaturity'
  | 'teams'
  | 'teamsIn18Months'
  | 'workload'
>;

/** What a veto may look at. An assumption never vetoes: `isGiven` says which answers are real. */
export interface VetoContext {
  readonly complete: Vetoed;
  readonly threshold: Lookup;
  isGiven(key: string): boolean;
}

/** The answer that rules the pattern out, in words; null when nothing does. */
export type VetoTest = (context: VetoContext) => string | null;
