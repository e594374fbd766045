import { PATTERN_IDS } from '#shared/pattern-id.js';
import { settled, valueIn, type Column } from './column.js';
import { hostingUsd } from './cost.js';
import { inWorlds, isAlike, type Company, type ReadKey } from './drawn-answers.js';
import type { Indexed } from './indexed.js';

/** A company with its bills. */
export interface BilledCompany extends Company {
  /** By pattern: the bill of a month, in USD. */
  readonly bills: readonly Column[];
}

const BILLED: readonly ReadKey[] = ['averageRps', 'dataGb', 'peakRps'];
/** What stores are chosen by, where functions run. */
const STORED: readonly ReadKey[] = ['consistency', 'workload'];

/** By pattern: the bill of a month. */
export function billsOf(
  { complete, drawn }: Company,
  { numbers }: Indexed,
  near: BilledCompany | undefined,
): readonly Column[] {
  const { workload, modules } = complete;
  const isBilled =
    near !== undefined && isAlike(near.drawn, drawn, BILLED) && near.complete.modules === modules;
  const isStored = isBilled && isAlike(near.drawn, drawn, STORED);
  return PATTERN_IDS.map((pattern, index) => {
    const before = near?.bills[index];
    const isServerless = pattern === 'serverless';
    if (before !== undefined && (isServerless ? isStored : isBilled)) return before;
    const made = inWorlds(drawn, isServerless ? [...BILLED, ...STORED] : BILLED, (world) => {
      const load = {
        averageRps: valueIn(drawn.averageRps, world),
        peakRps: valueIn(drawn.peakRps, world),
        dataGb: valueIn(drawn.dataGb, world),
        consistency: valueIn(drawn.consistency, world),
        workload,
        modules,
      };
      return hostingUsd(pattern, load, numbers);
    });
    return settled(made, before);
  });
}
