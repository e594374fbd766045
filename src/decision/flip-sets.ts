import type { PatternId } from '#shared/pattern-id.js';
import { QUESTION } from '#answers/questions.js';
import { NUMERIC, otherWords, written, type Change, type NumericInput } from './changes.js';
import { rounded, type Flip } from './flips.js';
import type { Decision } from './schema.js';
import type { Search } from './search.js';

type FlipMap = NonNullable<Decision['flipMap']>;
type FlipSet = NonNullable<Decision['smallestFlip']>;

/** How far a flip is from what was answered, as a factor; a word is one step of `e`. */
export function distanceOf({ from, to }: Pick<Flip, 'from' | 'to'>): number {
  if (typeof from !== 'number' || typeof to !== 'number') return Math.E;
  return Math.exp(Math.abs(Math.log((1 + to) / (1 + from))));
}

/** The two numbers that turn the recommendation soonest; where none does, teams and load. */
function strongest(search: Search, flips: readonly Flip[]): readonly NumericInput[] {
  const near = flips
    .filter(({ to }) => to !== null)
    .toSorted((a, b) => distanceOf(a) - distanceOf(b));
  const named = near.flatMap(({ input }) => NUMERIC.filter((one) => one === input));
  const usual: readonly NumericInput[] = ['teams', 'peakRps', 'engineers'];
  return [...new Set([...named, ...usual])]
    .filter((input) => search.complete[input] !== null)
    .slice(0, 2);
}

/** Values around the present one, in equal factors, within what the question takes. */
function axis(search: Search, input: NumericInput): number[] {
  const { threshold } = search.known.numbers;
  const side = threshold('flip.map-side');
  const factor = threshold('flip.map-reach') ** (1 / side);
  const from = Math.max(search.complete[input] ?? 0, QUESTION[input].min, 1 / side);
  const values = Array.from({ length: 2 * side + 1 }, (_, step) =>
    step === side ? from : rounded(input, from * factor ** (step - side)),
  );
  return [...new Set(values)].sort((a, b) => a - b);
}

/** Which pattern wins for each pair of values of the two strongest numbers. */
export function flipMapOf(search: Search, flips: readonly Flip[]): FlipMap | null {
  const [across, up] = strongest(search, flips);
  if (across === undefined || up === undefined) return null;
  const columns = axis(search, across);
  const rows = axis(search, up);
  const winners = rows.map((row) =>
    columns.map((column): PatternId | null => {
      const changes = [
        { input: across, to: column },
        { input: up, to: row },
      ];
      return search.roughly(changes) ?? null;
    }),
  );
  return { across, columns, up, rows, winners };
}

function told(search: Search, changes: readonly Change[], winner: PatternId): FlipSet {
  return {
    winner,
    changes: changes.map(({ input, to }) => ({
      input,
      from: written(search.complete[input]),
      to: written(to),
    })),
  };
}

/** Single changes that come nearest to turning it, one for each input. */
function weakening(search: Search): readonly Change[] {
  const factor = search.known.numbers.threshold('flip.map-reach');
  const numbers = NUMERIC.flatMap((input): Change[] => {
    const from = search.complete[input];
    if (from === null) return [];
    return [from * factor, from / factor].map((value) => ({ input, to: rounded(input, value) }));
  });
  const rated = [...numbers, ...otherWords(search.complete)]
    .map((change) => ({ change, lead: search.valueLead([change]) }))
    .filter(({ lead }) => lead !== undefined)
    .sort((a, b) => (a.lead ?? 0) - (b.lead ?? 0));
  const seen = new Set<string>();
  return rated.flatMap(({ change }) => {
    if (seen.has(change.input)) return [];
    seen.add(change.input);
    return [change];
  });
}

/**
 * The fewest answers that turn the recommendation together: one if a single flip exists, else pairs and then more of
 * those that weaken it most. Null when even those do not.
 */
export function smallestFlipOf(search: Search, flips: readonly Flip[]): FlipSet | null {
  const [single] = flips
    .filter(({ winner }) => winner !== null)
    .toSorted((a, b) => distanceOf(a) - distanceOf(b));
  if (single !== undefined && single.winner !== null && single.to !== null) {
    const { input, from, to, winner } = single;
    return { winner, changes: [{ input, from, to }] };
  }
  const few = weakening(search).slice(0, search.known.numbers.threshold('flip.set-most'));
  const pairs = few.flatMap((one, index) => few.slice(index + 1).map((other) => [one, other]));
  const larger = few.map((_, index) => few.slice(0, index + 1)).slice(2);
  for (const changes of [...pairs, ...larger]) {
    const rough = search.roughly(changes);
    if (rough === undefined || rough === search.current) continue;
    const winner = search.exactly(changes);
    if (winner !== undefined && winner !== search.current) return told(search, changes, winner);
  }
  return null;
}
