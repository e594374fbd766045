import { diff3Merge } from 'node-diff3';
import { anchorsOf } from './anchors.js';

/** A merge by lines: clean, or with each overlap between markers. */
export interface Merge {
  readonly clean: boolean;
  readonly text: string;
}

/** Names after the markers, as git writes them. */
const YOURS = '<<<<<<< yours';
const BASE = '||||||| as generated';
const DIVIDE = '=======';
const TEMPLATE = '>>>>>>> template';

/** More lines without an anchor than this would take seconds: the whole stretch is left to a person. */
const LONGEST_STRETCH = 1500;

type Lines = readonly string[];

/** Either merged lines, or the three versions that exclude one another. */
type Region = Lines | { readonly yours: Lines; readonly base: Lines; readonly template: Lines };

/**
 * Merges what the user and the template each made of the same base. Line ends are the user's: an editor
 * or git on Windows turns LF into CRLF, which is no edit.
 */
export function merge3(yours: string, base: string, template: string): Merge {
  const regions = regionsOf(linesOf(yours), linesOf(base), linesOf(template));
  const lines = regions.flatMap((region) => ('base' in region ? marked(region) : region));
  return {
    clean: !regions.some((region) => 'base' in region),
    text: lines.join(usesCrlf(yours) ? '\r\n' : '\n'),
  };
}

/** Equal but for the kind of line ends. */
export function sameText(a: string, b: string): boolean {
  return a === b || toLf(a) === toLf(b);
}

/** The text with LF line ends. */
export function toLf(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

function linesOf(text: string): Lines {
  return toLf(text).split('\n');
}

function usesCrlf(text: string): boolean {
  const lines = text.split('\n').length - 1;
  return lines > 0 && text.split('\r\n').length - 1 > lines / 2;
}

/** Cuts the texts at their anchors and merges each stretch between two of them. */
function regionsOf(yours: Lines, base: Lines, template: Lines): Region[] {
  const regions: Region[] = [];
  let from = { yours: 0, base: 0, template: 0 };
  const end = { yours: yours.length, base: base.length, template: template.length };
  for (const anchor of [...anchorsOf(yours, base, template), end]) {
    regions.push(
      ...stretch(
        yours.slice(from.yours, anchor.yours),
        base.slice(from.base, anchor.base),
        template.slice(from.template, anchor.template),
      ),
      base.slice(anchor.base, anchor.base + 1),
    );
    from = { yours: anchor.yours + 1, base: anchor.base + 1, template: anchor.template + 1 };
  }
  return regions;
}

function stretch(yours: Lines, base: Lines, template: Lines): Region[] {
  if (sameLines(template, base)) return [yours];
  if (sameLines(yours, base) || sameLines(yours, template)) return [template];
  if (Math.max(yours.length, base.length, template.length) > LONGEST_STRETCH) {
    return [{ yours, base, template }];
  }
  return diff3Merge([...yours], [...base], [...template], { excludeFalseConflicts: true }).map(
    ({ ok, conflict }) =>
      conflict === undefined
        ? (ok ?? [])
        : { yours: conflict.a, base: conflict.o, template: conflict.b },
  );
}

function sameLines(a: Lines, b: Lines): boolean {
  return a.length === b.length && a.every((line, index) => line === b[index]);
}

function marked({ yours, base, template }: Exclude<Region, Lines>): Lines {
  return [YOURS, ...yours, BASE, ...base, DIVIDE, ...template, TEMPLATE];
}
