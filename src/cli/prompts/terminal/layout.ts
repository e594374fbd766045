import { columnsOf, cut, wrapped } from '../../print/wrap.js';
import type { Symbols } from '../../print/symbols.js';
import type { Style } from '../../print/style.js';

/** How the terminal looks now. */
export interface Look {
  readonly columns: number;
  readonly rows: number;
  readonly symbols: Symbols;
  readonly style: Style;
}

/** One question as it stands on the screen. The most important parts stay when there is little room. */
export interface View {
  readonly title: string;
  readonly place: string;
  readonly why: readonly string[];
  readonly body: readonly string[];
  /** Lines of the list, and which of them must be seen. */
  readonly list: readonly string[];
  readonly at: number;
  /** The line that is being typed, instead of a list. */
  readonly typing: string | undefined;
  readonly error: string | undefined;
  /** True while it says why it is asked: then that matters more than the list. */
  readonly explained: boolean;
  readonly aside: readonly string[];
  readonly keys: readonly string[];
}

/** What inquirer draws: the cursor stands at the end of `above`. */
export interface Drawn {
  readonly above: string;
  readonly below: string;
}

/** The rail and the space behind it. */
export const INSET = 3;
const LEAST_ROWS = 6;

/** Columns that text has beside the rail; the last one stays free, so that no terminal wraps. */
export function roomIn({ columns }: Pick<Look, 'columns'>): number {
  return Math.max(16, columns - INSET - 1);
}

export function draw(view: View, look: Look): Drawn {
  const { style, symbols } = look;
  const room = roomIn(look);
  const rail = (lines: readonly string[]) =>
    lines.map((line) => railed(look, cut(line, room, symbols.cut)));
  const title = wrapped(view.title, room);
  const fitted = fit(view, look, Math.max(LEAST_ROWS, look.rows - 1) - title.length - 1);
  const gap = (wanted: boolean) => (wanted ? [''] : []);
  const head = [
    ...rail(gap(fitted.gaps > 2)),
    headLine(title[0] ?? '', view.place, look),
    ...rail(title.slice(1).map((line) => style.bold(line))),
    ...rail(fitted.why.map((line) => style.dim(line))),
    ...rail(fitted.body),
    ...rail(gap(fitted.gaps > 0)),
  ];
  const foot = [
    ...rail(fitted.error.map((line) => style.red(line))),
    ...rail(gap(fitted.gaps > 1 && fitted.aside.length > 0)),
    ...rail(fitted.aside),
    `${style.dim(symbols.last)}  ${style.dim(keysLine(view.keys, look))}`,
  ];
  if (view.typing === undefined) {
    return { above: [...head, ...rail(fitted.list), ...foot].join('\n'), below: '' };
  }
  // The part before what is typed keeps its width without colours, as readline counts it.
  return {
    above: [...head, `${railed(look, `${symbols.cursor} ${view.typing}`)}`].join('\n'),
    below: foot.join('\n'),
  };
}

function railed({ style, symbols }: Look, line: string): string {
  return line === '' ? style.dim(symbols.rail) : `${style.dim(symbols.rail)}  ${line}`;
}

function headLine(title: string, place: string, look: Look): string {
  const { style, symbols } = look;
  const free = roomIn(look) - title.length - place.length;
  const right = free >= 2 ? ' '.repeat(free) + style.dim(place) : '';
  return `${style.cyan(symbols.asking)}  ${style.bold(title)}${right}`;
}

/** As many of the keys as fit, the first ones first. */
function keysLine(keys: readonly string[], look: Look): string {
  const { between } = look.symbols.keys;
  let line = '';
  for (const key of keys) {
    const longer = line === '' ? key : `${line}${between}${key}`;
    if (longer.length > roomIn(look)) break;
    line = longer;
  }
  return line;
}

interface Fitted {
  readonly error: readonly string[];
  readonly why: readonly string[];
  readonly body: readonly string[];
  readonly list: readonly string[];
  readonly aside: readonly string[];
  readonly gaps: number;
}

/** Shares the rows among the parts, the most important first. */
function fit(view: View, look: Look, rows: number): Fitted {
  const room = roomIn(look);
  let left = rows;
  const take = (wanted: number): number => {
    const got = Math.max(0, Math.min(wanted, left));
    left -= got;
    return got;
  };
  const listed = view.typing === undefined ? view.list.length : 1;
  const least = view.explained ? 4 : Math.max(4, Math.floor(rows / 2));
  let list = take(Math.min(listed, least));
  const errors = view.error === undefined ? [] : wrapped(view.error, room);
  const error = errors.slice(0, take(errors.length));
  const body = shortened(view.body, take(view.body.length), look);
  const why = view.why.slice(0, take(view.why.length));
  const aside = shortened(view.aside, take(view.aside.length), look);
  list += take(listed - list);
  const gaps = take(3);
  return { error, body, why, aside, gaps, list: page(view, list, look) };
}

/** The last line stays: it says how to see the rest, or what is wrong. */
function shortened(lines: readonly string[], size: number, { symbols }: Look): readonly string[] {
  if (lines.length <= size) return lines;
  if (size < 3) return lines.slice(0, size);
  return [...lines.slice(0, size - 2), symbols.cut, ...lines.slice(-1)];
}

/** The part of the list around the line that must be seen; says how much is above and below. */
function page({ list, at }: View, size: number, { style, symbols }: Look): readonly string[] {
  if (list.length <= size) return list;
  const start = Math.max(0, Math.min(list.length - size, at - Math.floor(size / 2)));
  const end = start + size;
  const above = style.dim(`  ${symbols.more.up} ${start + 1} more`);
  const below = style.dim(`  ${symbols.more.down} ${list.length - end + 1} more`);
  return list.slice(start, end).map((line, index) => {
    if (index === 0 && start > 0) return above;
    return index === size - 1 && end < list.length ? below : line;
  });
}

/** One line of what was asked and answered, not wider than the terminal. */
export function echoLine(title: string, answer: string, look: Look): string {
  const { style, symbols } = look;
  const room = roomIn(look);
  const head = cut(title.replaceAll(/ [([].*?[)\]]/g, ''), room, symbols.cut);
  const rest = room - columnsOf(head) - 2;
  const said = rest < 4 || answer === '' ? '' : `  ${style.cyan(cut(answer, rest, symbols.cut))}`;
  return `${style.dim(symbols.answered)}  ${head}${said}\n`;
}
