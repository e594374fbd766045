import { DEEPEST, isBlank, skipBlank, Unreadable } from './lex-tokens.js';

/** What is done with the parts of an element. */
export interface TagParts {
  /** Reads the code after a `{` and returns the place after its `}`. */
  readonly hole: (at: number, depth: number) => number;
  /** Is told where words between tags, and texts in them, begin and end. */
  readonly words: (start: number, end: number) => void;
  /** Is told where the name of an element begins and ends. */
  readonly name: (start: number, end: number) => void;
}

const NAME = /[\p{ID_Start}$_][\p{ID_Continue}$.:-]*/uy;
const GENERIC_ARROW = /<\s*(?:const\s+)?[\w$]+\s*(?:,|extends\s+[^>=]|=\s*[\w${[(])/y;

/** True for the type parameters of an arrow function, as .tsx files must write them. */
export function opensTypeParameters(text: string, at: number): boolean {
  return matchAt(GENERIC_ARROW, text, at) !== undefined;
}

/** The end of the JSX element at this place, with its children; throws when there is none. */
export function endOfTag(text: string, at: number, depth: number, parts: TagParts): number {
  if (depth > DEEPEST) throw new Unreadable('nested too deeply');
  const start = skipBlank(text, at + 1);
  const name = matchAt(NAME, text, start) ?? '';
  let i = start + name.length;
  if (name === '' && text[i] !== '>') throw new Unreadable('not a tag');
  parts.name(start, i);
  for (;;) {
    i = skipBlank(text, i);
    const char = text[i];
    if (char === '/' && text[skipBlank(text, i + 1)] === '>') return skipBlank(text, i + 1) + 1;
    if (char === '>') return endOfChildren(text, i + 1, name, depth, parts);
    if (char === '{') i = parts.hole(i + 1, depth);
    else if (char === '=') i = endOfValue(text, skipBlank(text, i + 1), depth, parts);
    else if (char === '<') i = endOfTypeArguments(text, i);
    else i = endOfAttributeName(text, i);
  }
}

function endOfAttributeName(text: string, at: number): number {
  const name = matchAt(NAME, text, at);
  if (name === undefined) throw new Unreadable('not a tag');
  return at + name.length;
}

function endOfValue(text: string, at: number, depth: number, parts: TagParts): number {
  const char = text[at];
  if (char === '{') return parts.hole(at + 1, depth);
  if (char === '<') return endOfTag(text, at, depth + 1, parts);
  if (char !== '"' && char !== "'") throw new Unreadable('not a tag');
  const end = text.indexOf(char, at + 1);
  if (end === -1) throw new Unreadable('a tag is not closed');
  parts.words(at, end + 1);
  return end + 1;
}

function endOfChildren(
  text: string,
  start: number,
  name: string,
  depth: number,
  parts: TagParts,
): number {
  let at = start;
  while (at < text.length) {
    const char = text[at];
    if (char !== '{' && char !== '<') {
      const words = at;
      while (at < text.length && text[at] !== '{' && text[at] !== '<') at++;
      parts.words(words, at);
    } else if (char === '{') at = parts.hole(at + 1, depth);
    else if (text[skipBlank(text, at + 1)] === '/') return endOfClosingTag(text, at, name);
    else at = endOfTag(text, at, depth + 1, parts);
  }
  throw new Unreadable('a tag is not closed');
}

function endOfClosingTag(text: string, at: number, name: string): number {
  const start = skipBlank(text, skipBlank(text, at + 1) + 1);
  const closed = matchAt(NAME, text, start) ?? '';
  const end = skipBlank(text, start + closed.length);
  if (closed !== name || text[end] !== '>') throw new Unreadable('a tag is closed by another');
  return end + 1;
}

function endOfTypeArguments(text: string, at: number): number {
  let depth = 0;
  for (let i = at; i < text.length; i++) {
    const char = text[i];
    if (char === '<') depth++;
    else if (char === '>' && text[i - 1] !== '=' && --depth === 0) return i + 1;
    else if (char === ';' || (isBlank(text.charCodeAt(i)) && i - at > 2000)) break;
  }
  throw new Unreadable('type arguments are not closed');
}

/** What a sticky expression matches at this place, if that is anything. */
function matchAt(regex: RegExp, text: string, at: number): string | undefined {
  regex.lastIndex = at;
  const found = regex.exec(text)?.[0];
  return found === '' ? undefined : found;
}
