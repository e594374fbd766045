import { PATTERN_IDS, type PatternId } from '#shared/pattern-id.js';
import { settled, valueIn, type Column } from './column.js';
import { inWorlds, isAlike, type Company, type ReadKey } from './drawn-answers.js';
import type { Indexed } from './indexed.js';
import { standingVetoes, vetoedBy } from './vetoes/vetoes.js';

/** A company with what a veto leaves of the patterns. */
export interface AllowedCompany extends Company {
  /** By pattern: false when a veto stands, or when it is no option. */
  readonly allowed: readonly Column<boolean>[];
}

const VETOED: readonly ReadKey[] = [
  'compliance',
  'consistency',
  'latencyMs',
  'opsMaturity',
  'teams',
  'teamsIn18Months',
  'workload',
];

/** By pattern. As answered, an assumption never vetoes; in a possible world its answers do. */
export function allowedIn(
  { complete, drawn }: Company,
  { knowledge, numbers }: Indexed,
  unavailable: readonly PatternId[],
  near: AllowedCompany | undefined,
  isExact: boolean,
): readonly Column<boolean>[] {
  const isVetoed = near !== undefined && isAlike(near.drawn, drawn, VETOED) && !isExact;
  if (isVetoed && near.complete.acceptVetoes === complete.acceptVetoes) return near.allowed;
  const { acceptVetoes, compliance, workload } = complete;
  const vetoed = isExact
    ? [vetoedBy(complete, knowledge, numbers.threshold)]
    : inWorlds(drawn, VETOED, (world) => {
        const here = {
          acceptVetoes,
          compliance,
          workload,
          consistency: valueIn(drawn.consistency, world),
          latencyMs: valueIn(drawn.latencyMs, world),
          opsMaturity: valueIn(drawn.opsMaturity, world),
          teams: valueIn(drawn.teams, world),
          teamsIn18Months: valueIn(drawn.teamsIn18Months, world),
        };
        return standingVetoes(here, knowledge, numbers.threshold);
      });
  return PATTERN_IDS.map((pattern) =>
    settled(vetoed.map((out) => !out.includes(pattern) && !unavailable.includes(pattern))),
  );
}
