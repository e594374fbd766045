/** The text cannot be read in the way that was tried. */
export class Unreadable extends Error {}

/** Tags and template holes within each other; real code has a few. */
export const DEEPEST = 400;

const [SLASH, STAR, BACKSLASH, NEWLINE, RETURN] = [47, 42, 92, 10, 13];

/** For each ASCII character: whether it is part of a word (`#` and `@` begin one). */
const WORD = new Uint8Array(128);
for (const char of '$_#@0123456789') WORD[char.charCodeAt(0)] = 1;
for (let i = 0; i < 26; i++) WORD[65 + i] = WORD[97 + i] = 1;

export function isWord(char: number): boolean {
  if (char < 128) return WORD[char] === 1;
  return char >= 128 && !isBlank(char);
}

/** White space; a byte order mark counts, and no character at all (NaN) does not. */
export function isBlank(char: number): boolean {
  if (char <= 32) return true;
  if (char < 128) return false;
  return (
    char === 0xa0 ||
    char === 0xfeff ||
    char === 0x1680 ||
    (char >= 0x2000 && char <= 0x200a) ||
    char === 0x2028 ||
    char === 0x2029 ||
    char === 0x202f ||
    char === 0x205f ||
    char === 0x3000
  );
}

export function wordEnd(text: string, at: number): number {
  let end = at;
  while (isWord(text.charCodeAt(end))) end++;
  return end;
}

/** The end of the comment at this place; the place itself when there is none. */
export function commentEnd(text: string, at: number): number {
  if (text.charCodeAt(at) !== SLASH) return at;
  const next = text.charCodeAt(at + 1);
  if (next === SLASH) {
    const end = text.indexOf('\n', at);
    return end === -1 ? text.length : end;
  }
  if (next !== STAR) return at;
  const end = text.indexOf('*/', at + 2);
  if (end === -1) throw new Unreadable('a comment is not closed');
  return end + 2;
}

/** The next place that is neither white space nor comment. */
export function skipBlank(text: string, start: number): number {
  for (let at = start; ;) {
    while (isBlank(text.charCodeAt(at))) at++;
    const end = commentEnd(text, at);
    if (end === at) return at;
    at = end;
  }
}

/** The end of a string; a quote that its line does not close is taken for a mere character. */
export function stringEnd(text: string, at: number): number {
  const quote = text.charCodeAt(at);
  for (let i = at + 1; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char === quote) return i + 1;
    if (char === BACKSLASH) i += text.charCodeAt(i + 1) === RETURN ? 2 : 1;
    else if (char === NEWLINE) break;
  }
  return at + 1;
}

/** The end of a regular expression with its flags; a slash that its line does not close is a mere character. */
export function regexEnd(text: string, at: number): number {
  let inClass = false;
  for (let i = at + 1; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char === BACKSLASH) i++;
    else if (char === NEWLINE || char === RETURN) break;
    else if (char === 91) inClass = true;
    else if (char === 93) inClass = false;
    else if (char === SLASH && !inClass) return wordEnd(text, i + 1);
  }
  return at + 1;
}

export function isComment(text: string, at: number): boolean {
  const next = text.charCodeAt(at + 1);
  return next === 47 || next === 42;
}

export function lineLength(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return (end === -1 ? text.length : end) - at;
}
