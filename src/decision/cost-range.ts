import type { CompleteAnswers } from '#answers/complete-answers.js';
import { PATTERN_IDS, type PatternId } from '#shared/pattern-id.js';
import type { Numbers } from '#knowledge/lookup.js';
import { clamp, threeDigits } from '#shared/quantity.js';
import { costOf } from './cost.js';
import type { Decision } from './schema.js';

type Range = Decision['cost']['range'];
type BreakEven = Decision['cost']['breakEven'];

/** The same company at another average load; its burst stays. */
function atLoad(
  complete: CompleteAnswers,
  averageRps: number,
  { threshold }: Numbers,
): CompleteAnswers {
  const ratio = complete.averageRps > 0 ? complete.peakRps / complete.averageRps : 1;
  const burst = clamp(ratio, 1, threshold('range.most-burst'));
  return { ...complete, averageRps, peakRps: averageRps * burst };
}

/** The monthly bill over the load, in equal factors. */
export function costRange(complete: CompleteAnswers, numbers: Numbers): Range {
  const least = numbers.threshold('range.least-rps');
  const points = numbers.threshold('range.points');
  const factor = (numbers.threshold('range.most-rps') / least) ** (1 / (points - 1));
  return Array.from({ length: points }, (_, point) => {
    const averageRps = threeDigits(least * factor ** point);
    const at = atLoad(complete, averageRps, numbers);
    const patterns = PATTERN_IDS.map((pattern) => {
      const { hosting, total } = costOf(pattern, at, numbers);
      return { pattern, hosting, total };
    });
    return { averageRps, patterns };
  });
}

function cheapest(complete: CompleteAnswers, averageRps: number, numbers: Numbers): PatternId {
  const at = atLoad(complete, averageRps, numbers);
  let first: PatternId = PATTERN_IDS[0];
  let least = Infinity;
  for (const pattern of PATTERN_IDS) {
    const { hosting } = costOf(pattern, at, numbers);
    if (hosting < least) {
      first = pattern;
      least = hosting;
    }
  }
  return first;
}

/** Halves the interval, on the scale of factors, until both ends read the same. */
export function bisected(low: number, high: number, isPast: (value: number) => boolean): number {
  let [from, to] = [low, high];
  while (threeDigits(from) < threeDigits(to)) {
    const middle = Math.sqrt(from * to);
    if (middle <= from || middle >= to) break;
    if (isPast(middle)) to = middle;
    else from = middle;
  }
  return threeDigits(to);
}

/** The loads at which another pattern becomes the cheapest to host. */
export function breakEvens(complete: CompleteAnswers, numbers: Numbers, range: Range): BreakEven {
  const loads = range.map(({ averageRps }) => averageRps);
  return loads.slice(1).flatMap((high, index) => {
    const low = loads[index] ?? high;
    const below = cheapest(complete, low, numbers);
    const above = cheapest(complete, high, numbers);
    if (below === above) return [];
    const isPast = (load: number) => cheapest(complete, load, numbers) !== below;
    return [{ averageRps: bisected(low, high, isPast), below, above }];
  });
}
