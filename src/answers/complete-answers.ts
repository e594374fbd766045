import type { PatternId } from '#shared/pattern-id.js';
import type { ModuleName } from './names.js';
import type { Answers, UNKNOWN } from './schema.js';

/** A value that nobody gave: what was used instead, and why. */
export interface Assumption {
  readonly key: string;
  readonly value: number | string | readonly string[] | null;
  readonly because: string;
}

/** What an answer holds when it is neither silent nor "don't know". */
export type Given<Key extends keyof Answers> = Exclude<NonNullable<Answers[Key]>, typeof UNKNOWN>;

/** Answers with every gap filled. `assumptions` says which values were filled in. */
export interface CompleteAnswers {
  readonly engineers: number;
  readonly engineersIn18Months: number;
  readonly teams: number;
  readonly teamsIn18Months: number;
  readonly opsMaturity: number;
  readonly experience: readonly PatternId[];
  readonly users: number | null;
  readonly averageRps: number;
  readonly peakRps: number;
  readonly variability: Given<'variability'>;
  readonly growth: Given<'growth'>;
  readonly latencyMs: number;
  readonly availability: number;
  /** null: not said. */
  readonly recoveryMinutes: number | null;
  readonly recoveryPointMinutes: number | null;
  readonly workload: Given<'workload'>;
  readonly consistency: Given<'consistency'>;
  readonly replay: Given<'replay'>;
  readonly consumers: number;
  readonly dataClasses: Given<'dataClasses'>;
  readonly dataGb: number;
  readonly compliance: Given<'compliance'>;
  readonly budget: number | null;
  readonly engineerCost: number;
  readonly firstReleaseWeeks: number;
  readonly portability: Given<'portability'>;
  readonly boundaryCertainty: Given<'boundaryCertainty'>;
  readonly today: Given<'today'>;
  readonly project: string;
  readonly modules: readonly ModuleName[];
  readonly pattern: PatternId | null;
  readonly overrideReason: string | null;
  readonly features: readonly string[];
  readonly without: readonly string[];
  readonly packageManager: Given<'packageManager'>;
  readonly acceptVetoes: NonNullable<Answers['acceptVetoes']>;
  readonly assumptions: readonly Assumption[];
}
