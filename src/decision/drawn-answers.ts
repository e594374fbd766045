import type { CompleteAnswers } from '#answers/complete-answers.js';
import { widest, type Column } from './column.js';

/** The answers that the model reads. */
const READ = [
  'engineers',
  'engineersIn18Months',
  'teams',
  'teamsIn18Months',
  'opsMaturity',
  'experience',
  'averageRps',
  'peakRps',
  'variability',
  'growth',
  'latencyMs',
  'availability',
  'workload',
  'consistency',
  'replay',
  'consumers',
  'dataClasses',
  'dataGb',
  'compliance',
  'budget',
  'engineerCost',
  'firstReleaseWeeks',
  'portability',
  'boundaryCertainty',
  'today',
] as const;
export type ReadKey = (typeof READ)[number];

/** Answers by world. Columns of equal answers are the same column. */
export type DrawnAnswers = {
  readonly [Key in ReadKey]: Column<CompleteAnswers[Key]>;
};

/** A value for each world that these answers tell apart. */
export function inWorlds<Value>(
  drawn: DrawnAnswers,
  keys: readonly ReadKey[],
  of: (world: number) => Value,
): Column<Value> {
  const length = widest(keys.map((key) => drawn[key]));
  return Array.from({ length }, (_, world) => of(world));
}

/** A company with what was drawn for it. */
export interface Company {
  readonly complete: CompleteAnswers;
  readonly drawn: DrawnAnswers;
  /** What was assumed, and is therefore drawn. */
  readonly assumed: ReadonlySet<string>;
}

/** True when these answers are the same in every world. */
export function isAlike(one: DrawnAnswers, other: DrawnAnswers, keys: readonly ReadKey[]): boolean {
  for (const key of keys) if (one[key] !== other[key]) return false;
  return true;
}
