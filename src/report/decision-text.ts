import type { Decision } from '#decision/schema.js';
import type { PatternId } from '#shared/pattern-id.js';
import { flipText, steadyInputs } from './flip-text.js';
import { dollars, grouped, PATTERN_TITLE, percent } from './words.js';

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

function cut(line: string, width: number): string {
  return line.length <= width ? line : `${line.slice(0, width - 3).trimEnd()}...`;
}

function bar(share: number, full: string): string {
  const cells = Math.round(share * BAR);
  return full.repeat(share > 0 ? Math.max(1, cells) : 0).padEnd(BAR);
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
const MOST_FLIPS = 3;

function reasonLines(decision: Decision, { width }: TextOptions): string[] {
  const { pattern } = decision.recommended;
  const pro = decision.reasons.filter(({ favours }) => favours === pattern);
  const con = decision.reasons.filter(({ favours }) => favours !== pattern);
  const line = (sign: string) => (reason: Decision['reasons'][number]) =>
    cut(`  ${sign} ${reason.title} (${reason.because.join('; ')})`, width);
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
        : `ruled out by ${fired.id} (${fired.trigger})`;
    return cut(`  ${PATTERN_TITLE[pattern].padEnd(NAME)}${why}`, width);
  });
}

function flipLines({ flips }: Decision, { width }: TextOptions): string[] {
  const texts = flips.flatMap((flip) => flipText(flip) ?? []);
  const steady = steadyInputs(flips);
  const lines = texts.slice(0, MOST_FLIPS).map((text) => cut(`  ${text}`, width));
  if (steady.length > 0) lines.push(cut(`  no value in reach of: ${steady.join(', ')}`, width));
  return lines;
}

function sureLines(decision: Decision, { width }: TextOptions): string[] {
  const { word, confidence } = decision.recommended;
  const assumed = decision.assumptions.map(({ key }) => key);
  const lines = [
    `  ${word}: first in ${percent(confidence)} of ${grouped(decision.draws)} draws of ratings and weights`,
  ];
  if (assumed.length > 0) lines.push(`  assumed, answer to be surer: ${assumed.join(', ')}`);
  return lines.map((line) => cut(line, width));
}

/** What the recommended pattern must be built with. */
function cautionsOf({ capacity, seams }: Decision, chosen: PatternId): string[] {
  const warnings = capacity.warnings.filter(
    ({ pattern }) => pattern === null || pattern === chosen,
  );
  const needed = seams.filter(({ patterns }) => patterns.includes(chosen));
  return [...needed, ...warnings].map(({ says }) => says);
}

/** The decision on one screen, the answer first. At most 24 lines. */
export function decisionText(decision: Decision, options: TextOptions): string {
  const { style, width } = options;
  const { pattern, word } = decision.recommended;
  const head = (text: string) => style.bold(text);
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
    head('How sure'),
    ...sureLines(decision, options),
    ...caution.slice(0, 1).map((text) => style.yellow(cut(`  mind: ${text}`, width))),
    style.dim(
      cut(`Cost a month at list prices seen ${decision.pricesSeen}, before discounts.`, width),
    ),
  ].join('\n');
}
