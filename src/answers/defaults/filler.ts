import type { Assumption } from '../complete-answers.js';
import { UNKNOWN } from '../schema.js';

/** Returns what was given, or `otherwise` after writing down that and why it was assumed. */
export type Fill = <Value extends Assumption['value']>(
  key: string,
  given: Value | typeof UNKNOWN | undefined,
  otherwise: Value,
  because: string,
) => Value;

/** The answer itself: "don't know" and silence are the same. */
export function said<Value>(answer: Value | typeof UNKNOWN | undefined): Value | undefined {
  return answer === UNKNOWN ? undefined : answer;
}

/** A `Fill` that records into `assumptions`. */
export function filler(assumptions: Assumption[]): Fill {
  return (key, given, otherwise, because) => {
    const value = said(given);
    if (value !== undefined) return value;
    assumptions.push({ key, value: otherwise, because });
    return otherwise;
  };
}
