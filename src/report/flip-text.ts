import type { Decision } from '#decision/schema.js';
import { grouped, INPUT_NAME, PATTERN_TITLE } from './words.js';

type Flip = Decision['flips'][number];

/** Stands before the pattern that a change leads to. */
export const OUTCOME = ' -> ';

function shown(value: number | string): string {
  return typeof value === 'number' ? grouped(value) : value;
}

/** What joins or leaves a list of answers; null where it is not only one of both. */
function listChange(from: string, to: string): string | null {
  const [before, after] = [from.split(','), to.split(',')];
  const joined = after.filter((one) => !before.includes(one));
  const left = before.filter((one) => !after.includes(one));
  if (joined.length > 0 === left.length > 0) return null;
  return joined.length > 0 ? `with ${joined.join(', ')} as well` : `without ${left.join(', ')}`;
}

/** One sentence for a change that moves the recommendation; null when nothing in reach does. */
export function flipText({ input, from, to, direction, winner }: Flip): string | null {
  if (to === null || winner === null) return null;
  const name = INPUT_NAME[input] ?? input;
  const change = typeof to === 'string' ? listChange(String(from), to) : null;
  if (change !== null) return `${name}: ${change}${OUTCOME}${PATTERN_TITLE[winner]}`;
  const bound = { up: 'at least ', down: 'at most ', to: '' }[direction];
  return `${name}: ${bound}${shown(to)} (now ${shown(from)})${OUTCOME}${PATTERN_TITLE[winner]}`;
}

/** One sentence for answers that move the recommendation only together; null when one does alone, or none do. */
export function togetherText({ smallestFlip }: Pick<Decision, 'smallestFlip'>): string | null {
  if (smallestFlip === null || smallestFlip.changes.length < 2) return null;
  const changes = smallestFlip.changes.map(
    ({ input, to }) => `${INPUT_NAME[input] ?? input} ${shown(to)}`,
  );
  return `together: ${changes.join(', ')}${OUTCOME}${PATTERN_TITLE[smallestFlip.winner]}`;
}

/** The inputs for which no value in reach changes the recommendation. */
export function steadyInputs(flips: readonly Flip[]): readonly string[] {
  const moving = new Set(flips.filter(({ to }) => to !== null).map(({ input }) => input));
  const all = [...new Set(flips.map(({ input }) => input))];
  return all.filter((input) => !moving.has(input)).map((input) => INPUT_NAME[input] ?? input);
}
