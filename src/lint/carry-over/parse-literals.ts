import { Computed } from './literal.js';
import { tokensOf, type Token } from './literal-tokens.js';

const CONSTANTS = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['undefined', undefined],
]);
/** They give back what they are given, and help editors with types. */
const GIVES_BACK = /^(?:defineConfig|config)$/;
const CLOSES: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/**
 * What a module of JavaScript exports by `module.exports` or by default, as far as it is written down: objects,
 * lists, texts and constants that the same file names. What only running it would tell is {@link Computed}.
 */
export function parseLiterals(source: string): unknown {
  return new Reader(source).exported();
}

class Reader {
  private readonly tokens: readonly Token[];
  private readonly named = new Map<string, unknown>();
  private readonly source: string;
  private at = 0;
  constructor(source: string) {
    this.source = source;
    this.tokens = tokensOf(source);
  }

  exported(): unknown {
    let found: unknown;
    while (this.peek() !== undefined) {
      if (this.takeAll('module', '.', 'exports', '=') || this.takeAll('export', 'default'))
        found = this.value();
      else if (this.take('const')) this.constant();
      else this.skipBalanced();
    }
    return found;
  }

  private constant(): void {
    const name = this.next()?.text ?? '';
    if (this.take('=')) this.named.set(name, this.value());
  }

  /** A value up to what ends it; one that goes on in a way that is not understood is computed. */
  private value(): unknown {
    const start = this.at;
    const found = this.plain();
    if (this.ends(start)) return found;
    while (!this.ends(start)) this.skipBalanced();
    return this.computed(start);
  }

  private ends(start: number): boolean {
    const token = this.peek();
    if (token === undefined || [',', ';', ')', ']', '}'].includes(token.text)) return true;
    // A new line ends a statement where the next one begins.
    const begins = /^(?:const|let|var|export|import|module|function|class)$/.test(token.text);
    return begins && this.at > start;
  }

  private plain(): unknown {
    const start = this.at;
    let found = this.term();
    while (this.take('+')) {
      const more = this.term();
      found =
        typeof found === 'string' && typeof more === 'string' ? found + more : this.computed(start);
    }
    return found;
  }

  private term(): unknown {
    const start = this.at;
    const token = this.next();
    if (token === undefined) return this.computed(start);
    if (token.kind === 'text') return this.text(token, start);
    if (token.text === '[') return this.list(']');
    if (token.text === '{') return this.object();
    if (token.text === '(') return this.within(start);
    if (token.kind === 'word') return this.word(token, start);
    return this.computed(start);
  }

  private word(token: Token, start: number): unknown {
    if (CONSTANTS.has(token.text)) return CONSTANTS.get(token.text);
    if (/^\d+$/.test(token.text)) return Number(token.text);
    let last = token.text;
    while (this.take('.')) last = this.next()?.text ?? '';
    if (this.take('(')) {
      const given = this.list(')');
      return GIVES_BACK.test(last) ? (given.length === 1 ? given[0] : given) : this.computed(start);
    }
    return last === token.text && this.named.has(last)
      ? this.named.get(last)
      : this.computed(start);
  }

  private text({ text }: Token, start: number): unknown {
    if (text.startsWith('`') && text.includes('${')) return this.computed(start);
    return text
      .slice(1, -1)
      .replaceAll(/\\(?:u([\da-fA-F]{4})|x([\da-fA-F]{2})|([^]))/g, (_, u, x, one) => {
        if (u ?? x) return String.fromCodePoint(Number.parseInt(u ?? x, 16));
        return ESCAPES.get(one) ?? one;
      });
  }

  private within(start: number): unknown {
    const found = this.peek()?.text === ')' ? undefined : this.value();
    this.take(')');
    return found === undefined || found instanceof Computed ? this.computed(start) : found;
  }

  private list(close: string): unknown[] {
    const found: unknown[] = [];
    while (this.peek() !== undefined && !this.take(close)) {
      const spread = this.take('...');
      const one = this.value();
      if (spread && Array.isArray(one)) found.push(...one);
      else found.push(one);
      if (!this.take(',') && this.peek()?.text !== close) this.skipBalanced();
    }
    return found;
  }

  private object(): unknown {
    const found: [string, unknown][] = [];
    while (this.peek() !== undefined && !this.take('}')) {
      const start = this.at;
      if (this.take('...')) {
        const more = this.value();
        if (more instanceof Computed || typeof more !== 'object')
          found.push([`...${this.sourceOf(start)}`, this.computed(start)]);
        else found.push(...Object.entries(more ?? {}));
      } else found.push(this.property(start));
      if (!this.take(',') && this.peek()?.text !== '}') this.skipBalanced();
    }
    return Object.fromEntries(found);
  }

  private property(start: number): [string, unknown] {
    const key = this.next();
    const name = key?.kind === 'text' ? String(this.text(key, start)) : (key?.text ?? '');
    if (this.take(':')) return [name, this.value()];
    if (this.ends(start))
      return [name, this.named.has(name) ? this.named.get(name) : this.computed(start)];
    while (!this.ends(start)) this.skipBalanced();
    return [name, this.computed(start)];
  }

  /** Steps over one token, with all that it opens. */
  private skipBalanced(): void {
    const close = CLOSES[this.next()?.text ?? ''];
    if (close === undefined) return;
    while (this.peek() !== undefined && !this.take(close)) this.skipBalanced();
  }

  private computed(start: number): Computed {
    return new Computed(this.sourceOf(start));
  }

  private sourceOf(start: number): string {
    const [first, last] = [this.tokens[start], this.tokens[Math.max(start, this.at - 1)]];
    return this.source.slice(first?.at, last?.end);
  }

  private peek(): Token | undefined {
    return this.tokens[this.at];
  }

  private next(): Token | undefined {
    return this.tokens[this.at++];
  }

  private take(text: string): boolean {
    const token = this.tokens[this.at];
    const is = token !== undefined && token.kind !== 'text' && token.text === text;
    if (is) this.at++;
    return is;
  }

  private takeAll(...texts: readonly string[]): boolean {
    const all = texts.every((text, by) => this.tokens[this.at + by]?.text === text);
    if (all) this.at += texts.length;
    return all;
  }
}

const ESCAPES = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['\n', ''],
]);
