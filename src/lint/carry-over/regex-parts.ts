/** A piece of a path: text, one of several texts, or a stretch of other characters. */
export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly texts: readonly string[] }
  | { readonly kind: 'group'; readonly name: string }
  | { readonly kind: 'one' | 'star' | 'any' | 'start' | 'end' };
export type Parts = readonly Part[];

const MOST_ALTERNATIVES = 64;
/** What a glob cannot say as itself. */
const NO_TEXT = /[*?{}<>,\\]/;

/** Says what of an expression no glob says. */
export class Untranslatable extends Error {}

/** Reads an expression into alternatives, each a plain sequence. */
export class RegexReader {
  groups = 0;
  private readonly source: string;
  private at = 0;
  constructor(source: string) {
    this.source = source;
  }

  all(): Parts[] {
    const found = this.alternatives();
    if (this.at < this.source.length) throw new Untranslatable('closes what it does not open');
    return found;
  }

  private alternatives(): Parts[] {
    const found = [...this.sequence()];
    while (this.take('|')) found.push(...this.sequence());
    return found;
  }

  private sequence(): Parts[] {
    let found: Parts[] = [[]];
    while (this.at < this.source.length && !/[|)]/.test(this.source[this.at] ?? '')) {
      const next = this.repeated();
      found = found.flatMap((before) => next.map((after) => [...before, ...after]));
      if (found.length > MOST_ALTERNATIVES) throw new Untranslatable('has too many alternatives');
    }
    return found;
  }

  private repeated(): Parts[] {
    const [one, wide] = this.atom();
    if (this.take('?')) return [...one, []];
    const sign = this.take('*') ? '*' : this.take('+') ? '+' : '';
    if (sign === '') {
      if (/[{*+]/.test(this.source[this.at] ?? '')) throw new Untranslatable('repeats');
      return one;
    }
    if (wide === undefined) throw new Untranslatable('repeats a part of the path');
    // Taking as little as possible matches the same paths.
    this.take('?');
    const more: Part = { kind: wide };
    return sign === '*' ? [[more]] : one.map((first) => [...first, more]);
  }

  /** Its alternatives, and what a repetition of it is where that can be said. */
  private atom(): [Parts[], ('star' | 'any')?] {
    const rest = this.source.slice(this.at);
    const reference = /^\$(\d)/.exec(rest);
    if (reference !== null) return [this.skip(2, [[{ kind: 'group', name: `g${reference[1]}` }]])];
    if (rest[0] === '^') return [this.skip(1, [[{ kind: 'start' }]])];
    if (rest[0] === '$') return [this.skip(1, [[{ kind: 'end' }]])];
    if (rest[0] === '.') return [this.skip(1, [[{ kind: 'one' }], [text('/')]]), 'any'];
    if (rest.startsWith('([^/]+)')) return [this.skip(7, [[this.placeholder()]])];
    if (rest.startsWith('[^/]')) return [this.skip(4, [[{ kind: 'one' }]]), 'star'];
    if (rest[0] === '[') return [this.characters()];
    if (rest[0] === '(') return [this.group()];
    const escaped = /^\\([^A-Za-z0-9])/.exec(rest);
    if (escaped !== null) return [this.skip(2, [[text(escaped[1] ?? '')]])];
    if (rest[0] === '\\') throw new Untranslatable(`has ${rest.slice(0, 2)}`);
    return [this.skip(1, [[text(rest[0] ?? '')]])];
  }

  private placeholder(): Part {
    return { kind: 'group', name: `g${++this.groups}` };
  }

  private characters(): Parts[] {
    const found = /^\[((?:\\[^A-Za-z0-9]|[^\\\]^-])(?:\\[^A-Za-z0-9]|[^\\\]-])*)\]/.exec(
      this.source.slice(this.at),
    );
    if (found === null) throw new Untranslatable('has a class of characters');
    const all = [...(found[1] ?? '').replaceAll(/\\(.)/g, '$1')].filter((one) => one !== '\\');
    const parts =
      all.includes('/') || all.length < 2 ? all.map((one) => [text(one)]) : [[list(all)]];
    return this.skip(found[0].length, parts);
  }

  private group(): Parts[] {
    this.at++;
    const silent = this.take('?:');
    if (!silent && this.source[this.at] === '?') throw new Untranslatable('looks around itself');
    // Nothing may refer to it: it can stand for several texts.
    if (!silent) this.groups++;
    const found = this.alternatives();
    if (!this.take(')')) throw new Untranslatable('does not close what it opens');
    const texts = found.map((parts) =>
      parts.every(isText) ? parts.map((part) => part.text).join('') : undefined,
    );
    const plain = texts.filter((one) => one !== undefined);
    return plain.length === found.length &&
      plain.length > 1 &&
      !plain.some((one) => one.includes('/'))
      ? [[list(plain)]]
      : found;
  }

  private take(what: string): boolean {
    const is = this.source.startsWith(what, this.at);
    if (is) this.at += what.length;
    return is;
  }

  private skip<Value>(length: number, value: Value): Value {
    this.at += length;
    return value;
  }
}

const isText = (part: Part) => part.kind === 'text';

/** A piece of text that a glob says as itself. */
export function text(written: string): Part & { kind: 'text' } {
  if (NO_TEXT.test(written)) throw new Untranslatable(`has ${written}`);
  return { kind: 'text', text: written };
}

function list(texts: readonly string[]): Part {
  for (const one of texts) text(one);
  return { kind: 'list', texts };
}
