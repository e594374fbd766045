import type { Decision } from '#decision/schema.js';
import type { PatternId } from '#shared/pattern-id.js';
import { flipText, OUTCOME, steadyInputs, togetherText } from './flip-text.js';
import { cut, dollars, grouped, PATTERN_TITLE, percent } from './words.js';

/** How parts of the text stand out; chalk has this shape, and so has `plainStyle`. */
export interface TextStyle {
  bold(text: string): string;
  dim(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
}

const same = (text: string): string => text;
export const plainStyle: TextStyle = { bold: same, dim: same, green: same, yellow: same };

export interface TextOptions {
  readonly width: number;
  /** False draws bars with `#`. */
  readonly unicode: boolean;
  readonly style: TextStyle;
}

const BAR = 20;
const NAME = 18;
const SHARE = 6;

/** What a change leads to is never cut away: what comes before it is. */
function cutBeforeOutcome(line: string, width: number): string {
  const at = line.lastIndexOf(OUTCOME);
  if (at < 0) return cut(line, width);
  const outcome = line.slice(at);
  return cut(line.slice(0, at), width - outcome.length) + outcome;
}

function bar(share: number, full: string): string {
  const cells = Math.round(share * BAR);
  return full.repeat(share > 0 ? Math.max(1, cells) : 0).padEnd(BAR);
}

/** As many of `items` as fit on the line, and how many do not; a first one that is too long is cut. */
function fitted(items: readonly string[], between: string, room: number): string {
  for (let count = items.length; count > 1; count -= 1) {
    const left = items.length - count;
    const text = items.slice(0, count).join(between) + (left === 0 ? '' : ` and ${left} more`);
    if (text.length <= room) return text;
  }
  return cut(items[0] ?? '', room);
}

function rankingLines(decision: Decision, { unicode, style, width }: TextOptions): string[] {
  return decision.ranking.map(({ pattern, acceptability, vetoed, cost }, index) => {
    const name = PATTERN_TITLE[pattern].padEnd(NAME);
    const money = `${dollars(cost.hosting)} hosting + ${dollars(cost.people)} people`;
    const line = vetoed
      ? `  ${name}${'ruled out'.padEnd(BAR + SHARE)}  ${money}`
      : `  ${name}${bar(acceptability, unicode ? '█' : '#')}${percent(acceptability).padStart(SHARE)}  ${money}`;
    return index === 0 ? style.green(cut(line, width)) : cut(line, width);
  });
}

const MOST_REASONS = 4;
const MOST_FLIPS = 2;

function reasonLines(decision: Decision, { width }: TextOptions): string[] {
  const { pattern } = decision.recommended;
  const pro = decision.reasons.filter(({ favours }) => favours === pattern);
  const con = decision.reasons.filter(({ favours }) => favours !== pattern);
  const line = (sign: string) => (reason: Decision['reasons'][number]) =>
    `  ${sign} ${reason.title} (${fitted(reason.because, '; ', width - reason.title.length - 7)})`;
  return [
    ...pro.slice(0, con.length > 0 ? MOST_REASONS - 1 : MOST_REASONS).map(line('+')),
    ...con.slice(0, 1).map(line('-')),
  ];
}

function againstLines(decision: Decision, { width }: TextOptions): string[] {
  const title = new Map(decision.drivers.map(({ criterion, title }) => [criterion, title]));
  return decision.against.map(({ pattern, veto, criteria }) => {
    const fired = decision.vetoes.find(({ id }) => id === veto);
    const why =
      fired === undefined
        ? `weaker on ${criteria.map((id) => title.get(id) ?? id).join(', ')}`
        : `vetoed by ${fired.id} (${fired.trigger})`;
    return cut(`  ${PATTERN_TITLE[pattern].padEnd(NAME)}${why}`, width);
  });
}

function flipLines(decision: Decision, { width }: TextOptions): string[] {
  const { flips } = decision;
  const moving = flips.filter(({ to }) => to !== null);
  // One line for each answer: its nearest turn says enough.
  const first = moving.filter(
    (flip, index) => moving.findIndex(({ input }) => input === flip.input) === index,
  );
  const lines = first.slice(0, MOST_FLIPS).flatMap((flip) => flipText(flip) ?? []);
  const steady = steadyInputs(flips);
  const together = togetherText(decision);
  if (together !== null) lines.push('no answer alone', together);
  else if (steady.length > 0)
    lines.push(`would not, in reach: ${fitted(steady, ', ', width - 23)}`);
  return lines.map((line) => cutBeforeOutcome(`  ${line}`, width));
}

function sureLines(decision: Decision, { width }: TextOptions): string[] {
  const { word, confidence } = decision.recommended;
  const assumed = decision.assumptions.map(({ key }) => key);
  const lines = [
    `  ${word}: first in ${percent(confidence)} of ${grouped(decision.draws)} draws of ratings and weights`,
  ];
  const ahead = decision.ranking.find(({ acceptability }) => acceptability > confidence);
  if (ahead !== undefined)
    lines.push(
      `  ${PATTERN_TITLE[ahead.pattern]} is ahead, not clearly: the simpler one can be left again`,
    );
  if (decision.closeCall !== null) lines.push(`  would settle it: ${decision.closeCall.asks}`);
  else if (assumed.length > 0)
    lines.push(`  assumed, answer to be surer: ${fitted(assumed, ', ', width - 31)}`);
  return lines.map((line) => cut(line, width));
}

/** The first load at which another pattern becomes the cheapest to host, to two digits. */
function costLine({ cost, pricesSeen }: Decision): string {
  const [turn] = cost.breakEven;
  const after =
    turn === undefined
      ? 'no discounts, no traffic out'
      : `${PATTERN_TITLE[turn.above]} cheapest from ${grouped(Number(turn.averageRps.toPrecision(2)))} req/s`;
  return `Monthly list prices, ${pricesSeen}; ${after}`;
}

/** What to build it with, on one line; what cannot be generated yet has a star. */
function technologyLine({ technology }: Decision, { width }: TextOptions): string {
  const chosen = technology
    .filter(({ choice }) => choice !== 'none')
    .map(({ name, builds }) => `${name}${builds ? '' : '*'}`);
  const star = technology.some(({ builds }) => !builds) ? ' (* not generated yet)' : '';
  return `With: ${fitted(chosen, ', ', width - 6 - star.length)}${star}`;
}

function apartLine({ hybrid }: Decision): string[] {
  const taken = hybrid.parts.filter((part) => part.taken);
  if (taken.length === 0) return [];
  return [
    `Apart: ${taken.map(({ part, runtime }) => `${part} as ${runtime.replaceAll('-', ' ')}`).join(', ')}`,
  ];
}

/** What the recommended pattern must be built with. */
export function cautionsOf({ capacity, seams }: Decision, chosen: PatternId): string[] {
  const warnings = capacity.warnings.filter(
    ({ pattern }) => pattern === null || pattern === chosen,
  );
  const needed = seams.filter(({ patterns }) => patterns.includes(chosen));
  return [...warnings, ...needed].map(({ says }) => says);
}

/** The decision on one screen, the answer first. At most 24 lines. */
export function decisionText(decision: Decision, options: TextOptions): string {
  const { style, width } = options;
  const { pattern, word } = decision.recommended;
  const head = (text: string) => style.bold(cut(text, width));
  const caution = cautionsOf(decision, pattern);
  return [
    style.bold(cut(`Recommended: ${PATTERN_TITLE[pattern]} (${word})`, width)),
    ...rankingLines(decision, options),
    head(`Why (against ${PATTERN_TITLE[decision.rival]})`),
    ...reasonLines(decision, options),
    head('Why not'),
    ...againstLines(decision, options),
    head('What would change it'),
    ...flipLines(decision, options),
    head('How sure (all weights and all ratings of functions are judgement)'),
    ...sureLines(decision, options),
    ...caution.slice(0, 1).map((text) => style.yellow(cut(`  mind: ${text}`, width))),
    ...apartLine(decision).map((line) => cut(line, width)),
    technologyLine(decision, options),
    style.dim(cut(costLine(decision), width)),
  ].join('\n');
}
