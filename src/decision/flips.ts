import { QUESTION } from '#answers/questions.js';
import type { PatternId } from '#shared/pattern-id.js';
import { twoDigits } from '#shared/quantity.js';
import { NUMERIC, otherWords, written, type Change, type NumericInput } from './changes.js';
import type { Search } from './search.js';

/** A change of one answer that changes the recommendation. `to` is null when none in reach does. */
export interface Flip {
  readonly input: string;
  /** Lists are joined by commas, as in a flag. */
  readonly from: number | string;
  readonly to: number | string | null;
  readonly direction: 'up' | 'down' | 'to';
  readonly winner: PatternId | null;
}

type Direction = 'up' | 'down';

/** A value that the question takes, with no more digits than it deserves. */
export function rounded(input: NumericInput, value: number): number {
  const { min, max, integer } = QUESTION[input];
  const within = Math.min(max, Math.max(min, value));
  return integer ? Math.round(twoDigits(within)) : twoDigits(within);
}

/** Values away from the present one, each by the same factor. */
function steps(search: Search, input: NumericInput, from: number, direction: Direction): number[] {
  const { threshold } = search.known.numbers;
  const count = threshold('flip.steps');
  const factor = threshold('flip.reach') ** (1 / count);
  const start = direction === 'up' ? Math.max(from, QUESTION[input].min, Number(from === 0)) : from;
  const values = Array.from({ length: count }, (_, step) => {
    const scale = factor ** (step + 1);
    return rounded(input, direction === 'up' ? start * scale : start / scale);
  });
  return [...new Set(values)].filter((value) => value !== from);
}

/** Halves the interval by factors until its ends read the same; the end that flips is returned. */
function nearest(search: Search, input: NumericInput, stays: number, flips: number): number {
  let [near, far] = [stays, flips];
  const most = search.known.numbers.threshold('flip.halvings');
  for (let halving = 0; halving < most; halving += 1) {
    const middle = rounded(input, Math.sqrt(Math.max(near, 1 / most) * Math.max(far, 1 / most)));
    if (middle === near || middle === far) break;
    const rough = search.roughly([{ input, to: middle }]);
    if (rough !== undefined && rough !== search.current) far = middle;
    else near = middle;
  }
  return far;
}

/** The first value from `found` outwards at which the whole decision turns. */
function confirmed(
  search: Search,
  input: NumericInput,
  found: number,
  beyond: readonly number[],
): { to: number; winner: PatternId } | undefined {
  const outward = beyond[0] === undefined ? [] : [rounded(input, Math.sqrt(found * beyond[0]))];
  for (const to of new Set([found, ...outward, ...beyond.slice(0, 2)])) {
    const winner = search.exactly([{ input, to }]);
    if (winner !== undefined && winner !== search.current) return { to, winner };
  }
  return undefined;
}

function numericFlip(search: Search, input: NumericInput, direction: Direction): Flip[] {
  const from = search.complete[input];
  if (from === null) return [];
  const values = steps(search, input, from, direction);
  const none: Flip = { input, from, to: null, direction, winner: null };
  let stays = from;
  for (const [index, value] of values.entries()) {
    const rough = search.roughly([{ input, to: value }]);
    if (rough === undefined) break;
    if (rough === search.current) {
      stays = value;
      continue;
    }
    const found = nearest(search, input, stays, value);
    const beyond = found === value ? values.slice(index + 1) : values.slice(index);
    const sure = confirmed(search, input, found, beyond);
    if (sure !== undefined) return [{ ...none, ...sure }];
    stays = value;
  }
  return [none];
}

function wordFlip(search: Search, { input, to }: Change): Flip[] {
  const winner = search.exactly([{ input, to }]);
  if (winner === undefined || winner === search.current) return [];
  return [
    { input, from: written(search.complete[input]), to: written(to), direction: 'to', winner },
  ];
}

/** What would change the recommendation, one answer at a time; also says where no number does. */
export function flipsOf(search: Search): readonly Flip[] {
  const numeric = NUMERIC.flatMap((input) => [
    ...numericFlip(search, input, 'up'),
    ...numericFlip(search, input, 'down'),
  ]);
  return [...numeric, ...otherWords(search.complete).flatMap((one) => wordFlip(search, one))];
}
