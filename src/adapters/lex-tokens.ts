/** The text cannot be read in the way that was tried. */
export class Unreadable extends Error {}

/** Tags and template holes within each other; real code has a few. */
export const DEEPEST = 400;

/** The end of white space or of one comment at this place; the place itself when there is neither. */
export function endOfBlank(text: string, at: number): number {
  const char = text.charCodeAt(at);
  if (char <= 32 || char === 0xa0 || char === 0xfeff) return at + 1;
  if (char !== 47) return at;
  const next = text[at + 1];
  if (next === '/') {
    const end = text.indexOf('\n', at);
    return end === -1 ? text.length : end;
  }
  if (next !== '*') return at;
  const end = text.indexOf('*/', at + 2);
  if (end === -1) throw new Unreadable('a comment is not closed');
  return end + 2;
}

/** The next place that is neither white space nor comment. */
export function skipBlank(text: string, start: number): number {
  for (let at = start; ;) {
    const end = at < text.length ? endOfBlank(text, at) : at;
    if (end === at) return at;
    at = end;
  }
}

/** The end of a string; a quote that its line does not close is taken for a mere character. */
export function endOfString(text: string, at: number): number {
  const quote = text[at];
  for (let i = at + 1; i < text.length; i++) {
    const char = text[i];
    if (char === '\\') i++;
    else if (char === quote) return i + 1;
    else if (char === '\n') break;
  }
  return at + 1;
}

/** What a sticky expression matches at this place, if that is anything. */
export function matchAt(regex: RegExp, text: string, at: number): string | undefined {
  regex.lastIndex = at;
  const found = regex.exec(text)?.[0];
  return found === '' ? undefined : found;
}
