import { completeAnswers } from '#answers/defaults.js';
import { questionById } from '#answers/questions.js';
import { parseAnswers, UNKNOWN } from '#answers/schema.js';
import { standingsOf, type Standing } from '#decision/standing.js';
import { loadKnowledge } from '#knowledge/load.js';
import { PATTERN_TITLE, percent } from '#report/words.js';
import { costsOf } from './costs.js';
import { styleFor } from '../print/style.js';
import { symbolsFor } from '../print/symbols.js';
import type { Passage } from '../prompts/prompts.js';
import type { Shell } from '../shell.js';
import type { RawAnswers } from './draft.js';

/** What an answer would do to the four patterns, following every key. */
export interface Estimates {
  /** `after` are the answers as they would be; nothing is said while they cannot be true together. */
  readonly of: (before: RawAnswers, after: RawAnswers) => Passage;
}

/** Less may be chance. */
const LEAST_MOVE = 3;

const NOTHING: Passage = { drawn: () => [], spoken: [] };

export function estimatesFor(shell: Shell): Estimates {
  const known = new Map<string, readonly Standing[] | undefined>();
  const standings = (answers: RawAnswers): readonly Standing[] | undefined => {
    const key = keyOf(answers);
    if (!known.has(key)) known.set(key, compute(answers));
    return known.get(key);
  };
  const passageOf = (before: RawAnswers, after: RawAnswers): Passage => {
    const now = standings(after);
    return now === undefined ? NOTHING : passage(shell, now, standings(before) ?? now);
  };
  return {
    of: (before, after) => ({
      slow: !known.has(keyOf(after)) || !known.has(keyOf(before)),
      drawn: (width) => passageOf(before, after).drawn(width),
      get spoken() {
        return passageOf(before, after).spoken;
      },
    }),
  };
}

/** The same for answers that decide the same: names do not count, and silence is "don't know". */
function keyOf(answers: RawAnswers): string {
  const counted = Object.entries(answers).filter(
    ([id, answer]) => answer !== UNKNOWN && questionById(id)?.group !== 'project',
  );
  return JSON.stringify(counted.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function compute(answers: RawAnswers): readonly Standing[] | undefined {
  const parsed = parseAnswers(answers);
  return parsed.ok ? standingsOf(completeAnswers(parsed.value), loadKnowledge()) : undefined;
}

function passage(shell: Shell, now: readonly Standing[], before: readonly Standing[]): Passage {
  const moved = new Map(
    now.map(({ pattern, share }) => {
      const was = before.find((one) => one.pattern === pattern)?.share ?? share;
      const points = Math.round(share * 100) - Math.round(was * 100);
      return [pattern, Math.abs(points) < LEAST_MOVE ? 0 : points];
    }),
  );
  const ranked = now.toSorted((a, b) => Number(a.vetoed) - Number(b.vetoed) || b.share - a.share);
  return {
    drawn: (width) => drawn(shell, ranked, moved, width),
    spoken: [spoken(ranked, moved)],
  };
}

const NAME = 18;
const SHARE = 6;
const MOVED = 6;
const MOST_BAR = 16;

function drawn(
  shell: Shell,
  ranked: readonly Standing[],
  moved: ReadonlyMap<string, number>,
  width: number,
): readonly string[] {
  const { bold, cyan, dim, yellow } = styleFor(shell);
  const { bar } = symbolsFor(shell);
  const costs = costsOf(ranked);
  const widest = Math.max(...costs.map((cost) => cost.length));
  const free = width - NAME - SHARE - MOVED;
  const withCost = free >= widest + 8;
  const cells = Math.max(0, Math.min(MOST_BAR, withCost ? free - widest - 2 : free));
  const rows = ranked.map((standing, index) => {
    const { pattern, share, vetoed } = standing;
    const change = moved.get(pattern) ?? 0;
    const by = change === 0 ? '' : `${change > 0 ? '+' : ''}${change}`;
    const filled = vetoed ? '' : bar.repeat(share > 0 ? Math.max(1, Math.round(share * cells)) : 0);
    const said = vetoed ? 'out' : percent(share);
    const paint = index === 0 ? cyan : dim;
    const cost = withCost ? `  ${costs[index] ?? ''}` : '';
    return (
      paint(
        `${PATTERN_TITLE[pattern].padEnd(NAME)}${filled.padEnd(cells)}${said.padStart(SHARE)}`,
      ) +
      (change === 0 ? ' '.repeat(MOVED) : yellow(by.padStart(MOVED))) +
      dim(cost)
    );
  });
  const head = withCost
    ? 'Roughly so far, the rest assumed; cost a month'
    : 'Roughly so far, the rest assumed';
  return [bold(head), ...rows];
}

function spoken(ranked: readonly Standing[], moved: ReadonlyMap<string, number>): string {
  const said = ranked.map(({ pattern, share, vetoed }, index) => {
    const change = moved.get(pattern) ?? 0;
    const by = change === 0 ? '' : `, ${change > 0 ? 'up' : 'down'} ${Math.abs(change)} points`;
    const how = vetoed ? 'is ruled out' : `${index === 0 ? 'is first in' : 'in'} ${percent(share)}`;
    return `${PATTERN_TITLE[pattern]} ${how}${by}`;
  });
  return `So far, with the rest assumed, ${said.join('; ')}.`.replaceAll(' %', ' percent');
}
