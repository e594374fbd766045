import { QUESTION } from '#answers/questions.js';
import { clamp, sixDecimals } from '#shared/quantity.js';
import { NUMERIC, otherWords, written, type Change } from './changes.js';
import { rounded } from './flips.js';
import type { Search } from './search.js';
import type { Sensitivity } from './schema/swings.js';

type Swing = Sensitivity['swings'][number];

/** Each number a few times larger and smaller, each word as any other of its words, alone. */
function trials(search: Search): readonly Change[] {
  const factor = search.known.numbers.threshold('sensitivity.factor');
  const numbers = NUMERIC.flatMap((input): Change[] => {
    const from = search.complete[input];
    if (from === null || from === 0) return [];
    const { min, max } = QUESTION[input];
    return [from / factor, from * factor].map((value) => ({
      input,
      to: clamp(rounded(input, value), min, max),
    }));
  });
  return [...numbers, ...otherWords(search.complete)];
}

/** How far one answer alone moves the lead of the recommendation, the widest swing first. */
export function sensitivityOf(search: Search): Sensitivity {
  const lead = search.valueLead([]) ?? 0;
  const byInput = new Map<string, Swing>();
  for (const change of trials(search)) {
    const moved = search.valueLead([change]);
    if (moved === undefined) continue;
    const end = { to: written(change.to), lead: sixDecimals(moved) };
    const still = { to: written(search.complete[change.input]), lead: sixDecimals(lead) };
    const { low, high } = byInput.get(change.input) ?? { low: still, high: still };
    byInput.set(change.input, {
      input: change.input,
      from: still.to,
      low: end.lead < low.lead ? end : low,
      high: end.lead > high.lead ? end : high,
    });
  }
  return {
    lead: sixDecimals(lead),
    swings: [...byInput.values()]
      .filter(({ low, high }) => low.lead < high.lead)
      .sort((a, b) => b.high.lead - b.low.lead - (a.high.lead - a.low.lead)),
  };
}
