import { nameAt } from './lex-statement.js';
import {
  commentEnd,
  DEEPEST,
  isWord,
  skipBlank,
  stringEnd,
  Unreadable,
  wordEnd,
} from './lex-tokens.js';

/** Words that stand before a type. */
const PREFIXES = new Set('keyof unique readonly infer asserts abstract'.split(' '));
/** Words that stand before the name of a type parameter. */
const MODIFIERS = /(?:(?:const|in|out)\s+)*(?=[\w$])/y;

/** Steps over types, so that what is left of a file are its values. */
export class TypeReader {
  private readonly text: string;
  private depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** The end of the type that begins here; nothing where none does. */
  typeEnd(start: number): number | undefined {
    if (++this.depth > DEEPEST) throw new Unreadable('nested too deeply');
    const end = this.unionEnd(start);
    const whole = end === undefined ? undefined : this.clauseEnd(end);
    this.depth--;
    return whole;
  }

  /** The end of `A, B<C>`. */
  typesEnd(start: number): number | undefined {
    let end = this.typeEnd(start);
    while (end !== undefined && this.charAfter(end) === ',') {
      end = this.typeEnd(skipBlank(this.text, end) + 1);
    }
    return end;
  }

  /** The end of `<A, B>`, be it arguments or parameters; nothing where `<` compares. */
  angleEnd(open: number): number | undefined {
    let at = skipBlank(this.text, open + 1);
    while (this.text[at] !== '>') {
      let end = this.typeEnd(this.afterModifiers(at));
      if (end !== undefined && this.charAfter(end) === '=')
        end = this.typeEnd(skipBlank(this.text, end) + 1);
      if (end === undefined) return undefined;
      at = skipBlank(this.text, end);
      if (this.text[at] === ',') at = skipBlank(this.text, at + 1);
      else if (this.text[at] !== '>') return undefined;
    }
    return at + 1;
  }

  /** The end of brackets with all that is in them. */
  bracketsEnd(open: number): number | undefined {
    const { text } = this;
    let depth = 0;
    for (let at = open; at < text.length;) {
      const char = text[at] ?? '';
      const stepped = this.literalEnd(at) ?? commentEnd(text, at);
      if (stepped > at) at = stepped;
      else {
        if ('([{'.includes(char)) depth++;
        else if (')]}'.includes(char) && --depth === 0) return at + 1;
        at++;
      }
    }
    return undefined;
  }

  private unionEnd(start: number): number | undefined {
    const { text } = this;
    const first = skipBlank(text, start);
    let end = this.operandEnd(isJoint(text, first) ? skipBlank(text, first + 1) : first);
    for (; end !== undefined && isJoint(text, skipBlank(text, end));) {
      end = this.operandEnd(skipBlank(text, skipBlank(text, end) + 1));
    }
    return end;
  }

  /** `A is B`, `A extends B ? C : D`, or the bound of a parameter `A extends B`. */
  private clauseEnd(end: number): number | undefined {
    const next = skipBlank(this.text, end);
    const word = nameAt(this.text, next);
    if (word === 'is' && this.isSameLine(end, next)) return this.typeEnd(next + word.length);
    if (word !== 'extends') return end;
    const bound = this.typeEnd(next + word.length);
    if (bound === undefined || this.charAfter(bound) !== '?') return bound;
    const yes = this.typeEnd(skipBlank(this.text, bound) + 1);
    if (yes === undefined || this.charAfter(yes) !== ':') return undefined;
    return this.typeEnd(skipBlank(this.text, yes) + 1);
  }

  /** `A`, `A[]`, `A['b']`. */
  private operandEnd(at: number): number | undefined {
    let end = this.primaryEnd(at);
    for (; end !== undefined && this.charAfter(end) === '[';) {
      const open = skipBlank(this.text, end);
      if (!this.isSameLine(end, open)) break;
      end = this.bracketsEnd(open);
    }
    return end;
  }

  private primaryEnd(at: number): number | undefined {
    const { text } = this;
    switch (text[at]) {
      case '{':
      case '[':
        return this.bracketsEnd(at);
      case '(':
        return this.functionEnd(at);
      case '<': {
        const end = this.angleEnd(at);
        return end === undefined ? undefined : this.functionEnd(skipBlank(text, end));
      }
      case '-':
        return wordEnd(text, at + 1);
      default:
        return this.literalEnd(at) ?? (isWord(text.charCodeAt(at)) ? this.nameEnd(at) : undefined);
    }
  }

  /** `(a: A) => B`, or a type in parentheses. */
  private functionEnd(open: number): number | undefined {
    if (this.text[open] !== '(') return undefined;
    const end = this.bracketsEnd(open);
    if (end === undefined) return undefined;
    const next = skipBlank(this.text, end);
    const isFunction = this.text.startsWith('=>', next) && this.holdsParameters(open, end);
    return isFunction ? this.typeEnd(next + 2) : end;
  }

  /** Not so in `(): (() => A) => …`, where the arrow belongs to what has the type. */
  private holdsParameters(open: number, end: number): boolean {
    const { text } = this;
    const first = skipBlank(text, open + 1);
    if (text.startsWith('...', first) || text[first] === ')') return true;
    const isPattern = text[first] === '{' || text[first] === '[';
    const after = isPattern ? this.bracketsEnd(first) : wordEnd(text, first);
    const next = skipBlank(text, after ?? end);
    return after !== first && (next === end - 1 || /[:,?=]/.test(text[next] ?? ''));
  }

  /** `A.B<C>`, `import('a').B`, `typeof a.b`, `keyof A`, `new () => A`. */
  private nameEnd(at: number): number | undefined {
    const { text } = this;
    const word = nameAt(text, at);
    let end = at + word.length;
    const next = skipBlank(text, end);
    if (word === 'new') return this.primaryEnd(next);
    const isPrefix = PREFIXES.has(word) && this.isSameLine(end, next);
    if (word === 'typeof' || (isPrefix && /[\w$([{'"`]/.test(text[next] ?? '')))
      return this.operandEnd(next);
    if (word === 'import') end = this.bracketsEnd(next) ?? end;
    while (this.charAfter(end) === '.') {
      end = wordEnd(text, skipBlank(text, skipBlank(text, end) + 1));
    }
    const open = skipBlank(text, end);
    if (text[open] !== '<' || !this.isSameLine(end, open)) return end;
    return this.angleEnd(open) ?? end;
  }

  private literalEnd(at: number): number | undefined {
    const char = this.text[at];
    if (char === '"' || char === "'") return stringEnd(this.text, at);
    return char === '`' ? this.templateEnd(at) : undefined;
  }

  private templateEnd(at: number): number {
    const { text } = this;
    for (let end = at + 1; end < text.length; end++) {
      if (text[end] === '\\') end++;
      else if (text[end] === '`') return end + 1;
      else if (text.startsWith('${', end)) end = (this.bracketsEnd(end + 1) ?? text.length) - 1;
    }
    throw new Unreadable('a template is not closed');
  }

  private afterModifiers(at: number): number {
    MODIFIERS.lastIndex = at;
    return MODIFIERS.test(this.text) ? MODIFIERS.lastIndex : at;
  }

  private charAfter(end: number): string | undefined {
    return this.text[skipBlank(this.text, end)];
  }

  private isSameLine(from: number, to: number): boolean {
    return !this.text.slice(from, to).includes('\n');
  }
}

/** `|` and `&`, but neither `||` nor `&=`. */
function isJoint(text: string, at: number): boolean {
  const char = text[at];
  return (char === '|' || char === '&') && text[at + 1] !== char && text[at + 1] !== '=';
}
