import type { TextOptions } from './decision-text.js';
import type { Difference } from './difference.js';
import { cut, dollars, grouped, PATTERN_TITLE, percent } from './words.js';

const NAME = 18;
const BAR = 16;
const MOST_DRIVERS = 3;
/** A weight that moves by less is not worth a line. */
const LEAST_MOVE = 0.01;

function shown(value: Difference['answers'][number]['from']): string {
  if (value === null) return 'not said';
  if (typeof value === 'number') return grouped(value);
  return typeof value === 'string' ? value : value.join(', ') || 'none';
}

function verdict({ from, to, sameRecommendation }: Difference): string {
  const sure = (side: Difference['from']) => `${side.word}, ${percent(side.confidence)}`;
  return sameRecommendation
    ? `Still ${PATTERN_TITLE[to.pattern]} (${sure(to)}; before: ${sure(from)})`
    : `${PATTERN_TITLE[to.pattern]} (${sure(to)}) instead of ${PATTERN_TITLE[from.pattern]} (${sure(from)})`;
}

function bar(share: number, full: string): string {
  const cells = Math.round(share * BAR);
  return full.repeat(share > 0 ? Math.max(1, cells) : 0).padEnd(BAR);
}

function answerLines({ answers }: Difference): string[] {
  if (answers.length === 0) return ['  none'];
  const width = Math.max(...answers.map(({ key }) => key.length)) + 2;
  return answers.map(
    ({ key, from, to, follows }) =>
      `  ${key.padEnd(width)}${shown(from)} -> ${shown(to)}${follows ? ' (follows)' : ''}`,
  );
}

function shareLines({ patterns }: Difference, full: string): string[] {
  const side = (share: number, vetoed: boolean) =>
    vetoed ? 'ruled out'.padEnd(BAR + 6) : `${bar(share, full)}${percent(share).padStart(6)}`;
  return patterns.map(({ pattern, acceptability, vetoed }) =>
    `  ${PATTERN_TITLE[pattern].padEnd(NAME)}${side(acceptability.from, vetoed.from)}    ${side(acceptability.to, vetoed.to)}`.trimEnd(),
  );
}

function costLines({ patterns }: Difference): string[] {
  const money = (hosting: number, people: number) =>
    `${dollars(hosting)} + ${dollars(people)}`.padEnd(BAR + 6);
  return patterns.map(({ pattern, hosting, people }) =>
    `  ${PATTERN_TITLE[pattern].padEnd(NAME)}${money(hosting.from, people.from)}    ${money(hosting.to, people.to)}`.trimEnd(),
  );
}

function whyLines({ drivers, vetoes }: Difference): string[] {
  const moved = drivers
    .filter(({ from, to }) => Math.abs(to - from) >= LEAST_MOVE)
    .slice(0, MOST_DRIVERS)
    .map(
      ({ title, from, to }) =>
        `  ${title} weighs ${to > from ? 'more' : 'less'} (${percent(from)} -> ${percent(to)})`,
    );
  const lines = [
    ...vetoes.fired.map((id) => `  veto fires: ${id}`),
    ...vetoes.gone.map((id) => `  veto is gone: ${id}`),
    ...moved,
  ];
  return lines.length === 0 ? ['  nothing that weighs'] : lines;
}

/** Two decisions side by side in words, the verdict first. */
export function differenceText(difference: Difference, options: TextOptions): string {
  const { style, unicode, width } = options;
  const { from, to } = difference;
  const names = `  ${''.padEnd(NAME)}${cut(from.name, BAR + 5).padEnd(BAR + 10)}${cut(to.name, BAR + 5)}`;
  const head = (text: string) => style.bold(text);
  return [
    style.bold(cut(verdict(difference), width)),
    head('Answers that differ'),
    ...answerLines(difference).map((line) => cut(line, width)),
    head('First in so many draws'),
    style.dim(names),
    ...shareLines(difference, unicode ? '█' : '#'),
    head('Hosting + people, a month'),
    ...costLines(difference).map((line) => cut(line, width)),
    head('What moved'),
    ...whyLines(difference).map((line) => cut(line, width)),
    '',
  ].join('\n');
}
