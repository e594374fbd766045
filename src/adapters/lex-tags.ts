import { DEEPEST, matchAt, skipBlank, Unreadable } from './lex-tokens.js';

/** Reads the code after a `{` and returns the place after its `}`. */
export type ReadHole = (at: number, depth: number) => number;

const NAME = /[\p{ID_Start}$_][\p{ID_Continue}$.:-]*/uy;
const GENERIC_ARROW = /<\s*(?:const\s+)?[\w$]+\s*(?:,|extends\s+[^>=]|=\s*[\w${[(])/y;

/** True for the type parameters of an arrow function, as .tsx files must write them. */
export function opensTypeParameters(text: string, at: number): boolean {
  return matchAt(GENERIC_ARROW, text, at) !== undefined;
}

/** The end of the JSX element at this place, with its children; throws when there is none. */
export function endOfTag(text: string, at: number, depth: number, readHole: ReadHole): number {
  if (depth > DEEPEST) throw new Unreadable('nested too deeply');
  const name = matchAt(NAME, text, at + 1) ?? '';
  let i = at + 1 + name.length;
  if (name === '' && text[i] !== '>') throw new Unreadable('not a tag');
  for (;;) {
    i = skipBlank(text, i);
    const char = text[i];
    if (char === '/' && text[i + 1] === '>') return i + 2;
    if (char === '>') return endOfChildren(text, i + 1, name, depth, readHole);
    if (char === '{') i = readHole(i + 1, depth);
    else if (char === '=') i = endOfValue(text, skipBlank(text, i + 1), depth, readHole);
    else if (char === '<') i = endOfTypeArguments(text, i);
    else i = endOfAttributeName(text, i);
  }
}

function endOfAttributeName(text: string, at: number): number {
  const name = matchAt(NAME, text, at);
  if (name === undefined) throw new Unreadable('not a tag');
  return at + name.length;
}

function endOfValue(text: string, at: number, depth: number, readHole: ReadHole): number {
  const char = text[at];
  if (char === '{') return readHole(at + 1, depth);
  if (char === '<') return endOfTag(text, at, depth + 1, readHole);
  if (char !== '"' && char !== "'") throw new Unreadable('not a tag');
  const end = text.indexOf(char, at + 1);
  if (end === -1) throw new Unreadable('a tag is not closed');
  return end + 1;
}

function endOfChildren(
  text: string,
  start: number,
  name: string,
  depth: number,
  readHole: ReadHole,
): number {
  let at = start;
  while (at < text.length) {
    const char = text[at];
    if (char === '{') at = readHole(at + 1, depth);
    else if (char !== '<') at++;
    else if (text[skipBlank(text, at + 1)] === '/') return endOfClosingTag(text, at, name);
    else at = endOfTag(text, at, depth + 1, readHole);
  }
  throw new Unreadable('a tag is not closed');
}

function endOfClosingTag(text: string, at: number, name: string): number {
  const end = text.indexOf('>', at);
  const closed =
    end === -1
      ? undefined
      : text
          .slice(at + 1, end)
          .replace('/', '')
          .trim();
  if (closed !== name) throw new Unreadable('a tag is closed by another');
  return end + 1;
}

function endOfTypeArguments(text: string, at: number): number {
  let depth = 0;
  for (let i = at; i < text.length; i++) {
    const char = text[i];
    if (char === '<') depth++;
    else if (char === '>' && text[i - 1] !== '=' && --depth === 0) return i + 1;
  }
  throw new Unreadable('type arguments are not closed');
}
