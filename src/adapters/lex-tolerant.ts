import { importAt } from './lex-statement.js';
import { endOfTag, opensTypeParameters } from './lex-tags.js';
import { DEEPEST, endOfBlank, endOfString, matchAt, Unreadable } from './lex-tokens.js';
import type { LexedImport, LexOutcome } from './lexed-import.js';

/** Characters read in vain after a `<` that opened no tag; each attempt may repeat those within it. */
const MOST_WASTED = 100_000_000;
const WORD = /[\p{ID_Start}$_#@][\p{ID_Continue}$\u200c\u200d]*/uy;
const NUMBER = /\d[\w.]*/y;
/** Bounded, so that a text full of slashes takes no time to speak of. */
const REGEX = /\/(?![*/])(?:[^\\/[\n\r]|\\.|\[(?:[^\]\\\n\r]|\\.){0,2000}\]){1,2000}\/[\w$]*/y;
/** Words after which an expression begins, so that `/` opens a regular expression and `<` a tag. */
const OPERATORS = new Set(
  'return typeof case do else in instanceof new void delete throw yield await of default'.split(
    ' ',
  ),
);
const CONDITIONS = new Set(['if', 'while', 'for', 'with']);

/**
 * Finds imports in any JavaScript or TypeScript, JSX included, by reading tokens only: comments,
 * strings, templates, regular expressions and tags are stepped over, so no import in them is believed.
 */
export function lexTolerantly(text: string, jsx: boolean): LexOutcome {
  const reader = new TokenReader(text, jsx);
  try {
    reader.code(0, undefined, 0);
    return { ok: true, imports: reader.imports };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { ok: false, reason: error.message };
  }
}

/** Where reading is within one stretch of code. */
interface Cursor {
  at: number;
  /** True after the end of an expression, where `/` divides and `<` compares. */
  ended: boolean;
  /** The token before this one. */
  last: string;
  /** For each open bracket: whether its end is the end of an expression. */
  readonly open: boolean[];
}

class TokenReader {
  readonly imports: LexedImport[] = [];
  private readonly text: string;
  private readonly jsx: boolean;
  private wasted = 0;

  constructor(text: string, jsx: boolean) {
    this.text = text;
    this.jsx = jsx;
  }

  /** Reads code up to the brace that closes a template hole or a tag's expression, or to the end. */
  code(start: number, closer: '}' | undefined, depth: number): number {
    if (depth > DEEPEST) throw new Unreadable('nested too deeply');
    const { text } = this;
    const cursor: Cursor = { at: start, ended: false, last: '', open: [] };
    while (cursor.at < text.length) {
      const end = endOfBlank(text, cursor.at);
      if (end > cursor.at) cursor.at = end;
      else if (closer === text[end] && cursor.open.length === 0) return end + 1;
      else this.token(cursor, text[end] ?? '', depth);
    }
    if (closer !== undefined) throw new Unreadable('a template or a tag is not closed');
    return cursor.at;
  }

  private token(cursor: Cursor, char: string, depth: number): void {
    const { at, ended, last } = cursor;
    const move = (to: number, nowEnded: boolean, token = char) => {
      [cursor.at, cursor.ended, cursor.last] = [to, nowEnded, token];
    };
    if (char === '"' || char === "'") move(endOfString(this.text, at), true);
    else if (char === '`') move(this.template(at, depth), true);
    else if (char === '(' || char === '[' || char === '{') {
      cursor.open.push(endsExpression(char, last, ended));
      move(at + 1, false);
    } else if (char === ')' || char === ']' || char === '}') {
      move(at + 1, cursor.open.pop() ?? true);
    } else if (char === '/' && !ended) {
      move(at + (matchAt(REGEX, this.text, at)?.length ?? 1), true);
    } else if (char === '<' && !ended && this.jsx) {
      const end = this.tagOrOperator(at, depth);
      move(end, end > at + 1);
    } else this.wordOrSign(cursor, char, move);
  }

  private wordOrSign(
    { at, ended, last }: Cursor,
    char: string,
    move: (to: number, ended: boolean, token?: string) => void,
  ): void {
    const word = matchAt(WORD, this.text, at);
    if (word !== undefined) {
      move(this.word(word, at, last), last === '.' || !OPERATORS.has(word), word);
      return;
    }
    const number = matchAt(NUMBER, this.text, at);
    if (number !== undefined) move(at + number.length, true);
    else if (char === '>' && last === '=') move(at + 1, false, '=>');
    else move(at + 1, (char === '+' || char === '-') && ended && last === char);
  }

  private word(word: string, at: number, last: string): number {
    const end = at + word.length;
    if (word !== 'import' && word !== 'export' && word !== 'require') return end;
    if (last === '.' && !(word === 'require' && this.isAfterModule(at))) return end;
    const found = importAt(this.text, at, word);
    if (found === undefined) return end;
    this.imports.push({ specifier: found.specifier, kind: found.kind, offset: at });
    return found.end;
  }

  private isAfterModule(at: number): boolean {
    return /\bmodule\s*\.\s*$/.test(this.text.slice(Math.max(0, at - 20), at));
  }

  private template(at: number, depth: number): number {
    const { text } = this;
    for (let i = at + 1; i < text.length; i++) {
      const char = text[i];
      if (char === '\\') i++;
      else if (char === '`') return i + 1;
      else if (char === '$' && text[i + 1] === '{') i = this.code(i + 2, '}', depth + 1) - 1;
    }
    throw new Unreadable('a template is not closed');
  }

  /** In TypeScript `<T>(x)` may also begin a type: when no tag can be read, the `<` was an operator. */
  private tagOrOperator(at: number, depth: number): number {
    if (opensTypeParameters(this.text, at)) return at + 1;
    const found = this.imports.length;
    try {
      return endOfTag(this.text, at, depth + 1, (hole, deeper) => this.code(hole, '}', deeper));
    } catch (error) {
      this.wasted += this.text.length - at;
      if (!(error instanceof Unreadable) || this.wasted > MOST_WASTED) throw error;
      this.imports.length = found;
      return at + 1;
    }
  }
}

/** Whether what follows the end of this bracket continues an expression: not after `if (…)` or a block. */
function endsExpression(bracket: string, last: string, ended: boolean): boolean {
  if (bracket === '(') return !CONDITIONS.has(last);
  if (bracket === '[') return true;
  return !ended && (/^[=(,:[?&|!+]$/.test(last) || last === 'return' || last === 'default');
}
