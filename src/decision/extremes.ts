import type { CompleteAnswers } from '#answers/complete-answers.js';
import type { Lookup } from '#knowledge/lookup.js';
import type { Warning } from './capacity.js';
import type { PatternCost } from './cost.js';
import type { Decision } from './schema.js';

type Chains = Decision['availability']['patterns'];

/** Answers that no pattern can meet are said, so that a clear word is not taken for a promise. */
export function extremesOf(
  complete: CompleteAnswers,
  costs: readonly PatternCost[],
  chains: Chains,
  threshold: Lookup,
): readonly Warning[] {
  const { budget, engineers, availability, peakRps } = complete;
  const cheapest = Math.min(...costs.map(({ hosting }) => hosting));
  const leastPeople = Math.min(...costs.map((cost) => cost.engineers));
  const best = Math.max(...chains.map(({ percent }) => percent));
  const found: string[] = [];
  if (budget !== null && budget < cheapest)
    found.push(
      `no pattern can be hosted for ${budget} USD a month: the cheapest takes ${cheapest}; this compares which one misses by least`,
    );
  if (leastPeople > engineers)
    found.push(
      `running it takes more people than the ${engineers} there are, whatever the pattern`,
    );
  if (availability > best)
    found.push(
      `one region promises at most ${best.toFixed(2)} %, not ${availability} %: more needs a second region, or degrading without the missing part`,
    );
  const perEngineer = peakRps / engineers;
  if (perEngineer > threshold('extreme.rps-per-engineer'))
    found.push(
      `${peakRps} requests/s for ${engineers} engineers is beyond any published case: check the units of the load`,
    );
  const regimes = complete.compliance.filter((regime) => regime !== 'none').length;
  if (regimes >= threshold('extreme.regimes'))
    found.push(
      `${regimes} regimes at once: who must do what outside the code is more work than the pattern`,
    );
  return found.map((says) => ({ pattern: null, says }));
}
