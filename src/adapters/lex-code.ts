import { jsdocImports, referenceIn } from './lex-comments.js';
import { move, newCursor, type Cursor } from './lex-cursor.js';
import { KeywordReader } from './lex-keywords.js';
import { endOfTag, opensTypeParameters, type TagParts } from './lex-tags.js';
import {
  commentEnd,
  DEEPEST,
  isBlank,
  isComment,
  isWord,
  lineLength,
  regexEnd,
  skipBlank,
  stringEnd,
  Unreadable,
  wordEnd,
} from './lex-tokens.js';
import { Answered, type UseReader } from './lex-uses.js';
import { BEFORE_BLOCK, CONDITIONS, OPERATORS } from './lex-words.js';
import { declared, tried, type LexedImport } from './lexed-import.js';

/** How a text is to be read. */
export interface Language {
  /** `<a>` may be a tag; else it is a type. */
  readonly jsx: boolean;
  /** TypeScript, where `import('x').T` is a type. */
  readonly types: boolean;
}

/** A stretch of text, without its end. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Characters read in vain after a `<` that opened no tag; each attempt may repeat those within it. */
const MOST_WASTED = 20_000_000;

/** Stands for a word where else the token before is a character. */
const WORD = 1;
/** What an open bracket holds; with its end an expression ends, unless it held statements, tried, declared or neither. */
const [BLOCK, TRIED, DECLARED, EXPRESSION, OBJECT] = [0, 1, 2, 3, 4];

/**
 * Finds imports in any JavaScript or TypeScript, JSX included, by reading tokens only: comments,
 * strings, templates, regular expressions and tags are stepped over, so no import in them is believed.
 */
export class CodeReader {
  readonly imports: LexedImport[] = [];
  /** Why the text could not be read to its end, or to a certain import. */
  problem: string | undefined;
  private readonly text: string;
  private readonly language: Language;
  private readonly limit: number;
  private readonly keywords: KeywordReader;
  private wasted = 0;
  private readonly literals: Span[] | undefined;
  private readonly tagParts: TagParts = {
    hole: (at, depth) => this.code(at, 125, depth),
    words: (start, end) => this.literal(start, end),
    name: (start, end) => this.uses?.tag(start, end),
  };
  /** Is told of names instead of looking for imports. */
  private readonly uses: UseReader | undefined;

  /** Reads on until `limit`: after it there is nothing that could be an import. Notes literals where it is given a list for them. */
  constructor(
    text: string,
    language: Language,
    limit: number,
    literals?: Span[],
    uses?: UseReader,
  ) {
    this.literals = literals;
    this.uses = uses;
    this.text = text;
    this.language = language;
    this.limit = limit;
    this.keywords = new KeywordReader(text, language.types);
  }

  read(start: number): void {
    try {
      this.code(start, 0, 0);
    } catch (error) {
      if (error instanceof Answered) return;
      if (!(error instanceof Unreadable)) throw error;
      this.problem = error.message;
    }
  }

  /** Reads code up to the brace that closes a template hole or a tag's expression, or to the end. */
  private code(start: number, closer: number, depth: number): number {
    if (depth > DEEPEST) throw new Unreadable('nested too deeply');
    const { text } = this;
    const end = closer === 0 ? this.limit : text.length;
    const cursor: Cursor = newCursor(start);
    // A hole holds an expression, as parentheses do.
    if (closer !== 0) move(cursor, start, 40, false);
    while (cursor.at < end) {
      const { at } = cursor;
      const char = text.charCodeAt(at);
      if (isBlank(char)) cursor.at++;
      else if (isWord(char)) this.word(cursor, at);
      else if (char === 47 && isComment(text, at)) this.comment(cursor, at);
      else if (char === closer && cursor.open.length === 0) return at + 1;
      else this.sign(cursor, char, depth);
    }
    if (closer !== 0) throw new Unreadable('a template or a tag is not closed');
    return cursor.at;
  }

  private word(cursor: Cursor, at: number): void {
    const end = wordEnd(this.text, at);
    const { uses, keywords } = this;
    const found = uses ? uses.wordAt(at, end, cursor) : keywords.importAt(at, end, cursor);
    if (found === undefined) {
      move(cursor, end, WORD, true);
    } else if (typeof found === 'string') {
      this.problem ??= found;
      move(cursor, end, WORD, true);
    } else {
      const { open } = cursor;
      const within = open.includes(TRIED) ? tried : open.includes(DECLARED) ? declared : undefined;
      this.imports.push(...(within === undefined ? found.imports : found.imports.map(within)));
      move(cursor, found.end, found.end === end ? WORD : 34, true);
    }
    cursor.wordStart = at;
    cursor.wordEnd = end;
  }

  private comment(cursor: Cursor, at: number): void {
    const end = commentEnd(this.text, at);
    cursor.at = end;
    if (cursor.last === 0 && this.text.startsWith('///', at)) {
      const reference = referenceIn(this.text, at, end);
      if (reference !== undefined) this.imports.push(reference);
    } else if (!this.language.types && this.text.startsWith('/**', at)) {
      this.imports.push(...jsdocImports(this.text, at, end));
    }
  }

  private sign(cursor: Cursor, char: number, depth: number): void {
    const { at, ended } = cursor;
    switch (char) {
      case 34: // "
      case 39: // '
        return move(cursor, this.literal(at, stringEnd(this.text, at)), char, true);
      case 96: // `
        return move(cursor, this.template(at, depth), char, true);
      case 40: // (
      case 91: // [
      case 123: // {
        cursor.open.push(this.bracketKind(cursor, char));
        cursor.questions.push(0);
        return move(cursor, at + 1, char, false);
      case 41: // )
      case 93: // ]
      case 125: // }
        cursor.questions.pop();
        return move(cursor, at + 1, char, (cursor.open.pop() ?? EXPRESSION) >= EXPRESSION);
      case 47: // /
        return this.slash(cursor);
      case 60: // <
        if (this.uses !== undefined && this.types(cursor, this.uses)) return;
        if (this.language.jsx && !this.endsExpression(cursor)) {
          const end = this.tagOrOperator(at, depth);
          return move(cursor, end, char, end > at + 1);
        }
        return move(cursor, at + 1, char, false);
      case 63: // ?
        return this.question(cursor);
      case 58: // :
        return this.colon(cursor);
      case 33: // ! after an expression says that it is there, unless a line begins or `!=` follows
        return move(cursor, at + 1, char, ended && this.isPostfix(cursor));
      case 43: // +
      case 45: // -
        return this.text.charCodeAt(at + 1) === char
          ? move(cursor, at + 2, char, ended)
          : move(cursor, at + 1, char, false);
      default:
        return move(cursor, at + 1, char, false);
    }
  }

  private slash(cursor: Cursor): void {
    const { at } = cursor;
    if (this.endsExpression(cursor) || this.wasted > MOST_WASTED) {
      return move(cursor, at + 1, 47, false);
    }
    const end = regexEnd(this.text, at);
    if (end === at + 1) this.wasted += lineLength(this.text, at);
    else this.literal(at, end);
    move(cursor, end, 47, true);
  }

  private question(cursor: Cursor): void {
    const { at } = cursor;
    if (this.text.charCodeAt(at + 1) === 63) return move(cursor, at + 2, 63, false);
    const next = this.text.charCodeAt(skipBlank(this.text, at + 1));
    // `?.`, `?:`, `?)` and `?,` choose nothing.
    const chooses = next !== 46 && next !== 58 && next !== 41 && next !== 44;
    const top = cursor.questions.length - 1;
    if (chooses) cursor.questions[top] = (cursor.questions[top] ?? 0) + 1;
    move(cursor, at + 1, 63, false);
  }

  private colon(cursor: Cursor): void {
    const top = cursor.questions.length - 1;
    const waiting = cursor.questions[top] ?? 0;
    if (waiting > 0) cursor.questions[top] = waiting - 1;
    // In an object only a method has a type.
    const isKey = cursor.open.at(-1) === OBJECT && cursor.last !== 41;
    cursor.typeFollows = waiting === 0 && !isKey;
    const after = cursor.at + 1;
    const end = cursor.typeFollows ? this.uses?.annotationEnd(after) : undefined;
    move(cursor, end ?? after, end === undefined ? 58 : 34, end !== undefined);
  }

  /** Steps over `<…>` where it holds types. */
  private types(cursor: Cursor, uses: UseReader): boolean {
    const { at } = cursor;
    const ended = this.endsExpression(cursor);
    if (!ended && this.language.jsx && !opensTypeParameters(this.text, at)) return false;
    const end = uses.typeArgumentsEnd(at, ended);
    if (end !== undefined) move(cursor, end, ended ? 34 : 40, ended);
    return end !== undefined;
  }

  private isPostfix({ at, lastAt }: Cursor): boolean {
    const next = this.text.charCodeAt(at + 1);
    return next !== 61 && !this.text.slice(lastAt, at).includes('\n');
  }

  /** A word ends an expression unless it is an operator; asked only where it matters. */
  private endsExpression({ ended, last, wordStart, wordEnd }: Cursor): boolean {
    if (!ended || last !== WORD) return ended;
    if (this.text.charCodeAt(wordStart - 1) === 46) return true;
    return !OPERATORS.has(this.text.slice(wordStart, wordEnd));
  }

  /** Whether what follows the end of a bracket continues an expression: not after `if (…)` or a block. */
  private bracketKind(cursor: Cursor, char: number): number {
    if (char === 91) return EXPRESSION;
    const word = cursor.last === WORD ? this.text.slice(cursor.wordStart, cursor.wordEnd) : '';
    if (char === 40) return CONDITIONS.has(word) ? BLOCK : EXPRESSION;
    if (OPERATORS.has(word) && !BEFORE_BLOCK.has(word)) return OBJECT;
    if (word === 'try') return TRIED;
    const { last, lastAt } = cursor;
    if (last === 62) return BLOCK;
    if ((last === 34 || last === 39) && this.isDeclaredModule(cursor)) return DECLARED;
    return !cursor.ended && lastAt >= 0 && '=(,:[?&|!+.'.includes(String.fromCharCode(last))
      ? OBJECT
      : BLOCK;
  }

  /** `declare module 'x' {` */
  private isDeclaredModule({ wordStart, wordEnd }: Cursor): boolean {
    return this.language.types && this.text.slice(wordStart, wordEnd) === 'module';
  }

  private template(at: number, depth: number): number {
    const { text } = this;
    let start = at;
    for (let i = at + 1; i < text.length; i++) {
      const char = text.charCodeAt(i);
      if (char === 92) i++;
      else if (char === 96) return this.literal(start, i + 1);
      else if (char === 36 && text.charCodeAt(i + 1) === 123) {
        this.literal(start, i);
        start = this.code(i + 2, 125, depth + 1);
        i = start - 1;
      }
    }
    throw new Unreadable('a template is not closed');
  }

  private literal(start: number, end: number): number {
    this.literals?.push({ start, end });
    return end;
  }

  /** In TypeScript `<T>(x)` may also begin a type: when no tag can be read, the `<` was an operator. */
  private tagOrOperator(at: number, depth: number): number {
    if (this.wasted > MOST_WASTED || opensTypeParameters(this.text, at)) return at + 1;
    const found = this.imports.length;
    const noted = this.literals?.length ?? 0;
    try {
      return endOfTag(this.text, at, depth + 1, this.tagParts);
    } catch (error) {
      this.wasted += this.text.length - at;
      if (!(error instanceof Unreadable)) throw error;
      this.imports.length = found;
      if (this.literals !== undefined) this.literals.length = noted;
      return at + 1;
    }
  }
}
