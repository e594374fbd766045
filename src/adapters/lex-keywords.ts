import type { ImportKind } from '#lint/project-model.js';
import type { LexedImport } from './lexed-import.js';
import { exportStatement, importStatement, literalArgument, nameAt } from './lex-statement.js';
import { isWord, skipBlank } from './lex-tokens.js';
import { amdImports, contextImport, globImports } from './lex-patterns.js';
import {
  afterTypeArguments,
  isPromiseUse,
  madeRequires,
  memberAfter,
  namesTaken,
  ownRequireEnd,
} from './lex-calls.js';

/** What stood before a word. */
export interface Before {
  /** The token before: a character, or 1 for a word. */
  readonly last: number;
  readonly lastAt: number;
  /** The last word before. */
  readonly wordStart: number;
  readonly wordEnd: number;
  /** True when the last `:` began a type. */
  readonly typeFollows: boolean;
  readonly open: readonly number[];
}

/** What a word imports, and where reading goes on. */
export interface Found {
  readonly imports: readonly LexedImport[];
  readonly end: number;
}

const NONE: readonly string[] = [];
const [OPEN, DOT] = [40, 46];

/** What test runners' functions that take a specifier do with it. */
const TEST_CALLS: ReadonlyMap<string, ImportKind> = new Map([
  ['mock', 'mock'],
  ['doMock', 'mock'],
  ['unmock', 'mock'],
  ['dontMock', 'mock'],
  ['doUnmock', 'mock'],
  ['setMock', 'mock'],
  ['deepUnmock', 'mock'],
  ['unstable_mockModule', 'mock'],
  ['createMockFromModule', 'mock'],
  ['genMockFromModule', 'mock'],
  ['requireMock', 'mock'],
  ['importMock', 'mock'],
  ['requireActual', 'require'],
  ['importActual', 'dynamic'],
]);

/** Words after which `import('x')` is a type, and those after which it is a value. */
const TYPE_WORDS = new Set(
  'typeof keyof extends implements as satisfies is unique readonly'.split(' '),
);

/** Reads the imports that begin at a word. */
export class KeywordReader {
  private readonly text: string;
  private readonly types: boolean;
  /** Names that mean a `require` of this file. */
  private readonly requires: ReadonlySet<string>;

  constructor(text: string, types: boolean) {
    this.text = text;
    this.types = types;
    this.requires = madeRequires(text);
  }

  /** The import that this word begins, nothing, or what is wrong with it. */
  importAt(at: number, end: number, before: Before): Found | string | undefined {
    const { text } = this;
    const length = end - at;
    switch (text.charCodeAt(at)) {
      case 105: // i
        if (length === 6 && text.startsWith('import', at)) return this.importWord(at, end, before);
        break;
      case 101: // e
        if (length === 6 && text.startsWith('export', at)) return this.exportWord(at, before);
        break;
      case 114: // r
        if (length === 7 && text.startsWith('require', at))
          return this.requireWord(at, end, before);
        if (length === 9 && text.startsWith('requirejs', at)) return this.amd(end, before);
        break;
      case 106: // jest
      case 118: // vi, vitest
        if (this.isTestRunner(at, end)) return this.testCall(at, end);
        break;
      case 110: // new
        if (length === 3 && text.startsWith('new', at)) return this.newUrl(at, end);
        break;
      case 100: // define
        if (length === 6 && text.startsWith('define', at)) return this.amd(end, before);
        break;
      case 109: // module
        if (length === 6 && text.startsWith('module', at))
          return this.augmentation(at, end, before);
        break;
      case 99: // createRequire
        if (length === 13 && text.startsWith('createRequire', at))
          return this.madeAndCalled(at, end);
        break;
    }
    return this.requires.size > 0 &&
      this.requires.has(text.slice(at, end)) &&
      !this.isMember(before)
      ? this.required(at, end)
      : undefined;
  }

  private importWord(at: number, end: number, before: Before): Found | string | undefined {
    const { text } = this;
    if (this.isMember(before)) return undefined;
    const next = skipBlank(text, end);
    const char = text.charCodeAt(next);
    if (char === OPEN) return this.call(at, end, next, this.callKind(before, next));
    if (char === DOT) return this.importMember(at, end, next);
    const found = importStatement(text, at);
    if (found !== undefined) return statement(found, at);
    const broken = (isWord(char) || char === 123 || char === 42) && before.open.length === 0;
    return broken && !/^import\s+(?:type\s+)?[\w$]+\s*=/.test(text.slice(at, at + 200))
      ? 'an import cannot be read'
      : undefined;
  }

  /** `import.meta.resolve('./a')`, `import.defer('./a')`, `import.meta.glob('./a/*')` and the like. */
  private importMember(at: number, end: number, dot: number): Found | undefined {
    const { text } = this;
    const start = skipBlank(text, dot + 1);
    const name = nameAt(text, start);
    const next = skipBlank(text, start + name.length);
    if (name === 'defer' || name === 'source') return this.call(at, end, next, 'dynamic');
    if (name !== 'meta' || text.charCodeAt(next) !== DOT) return undefined;
    const memberAt = skipBlank(text, next + 1);
    const member = nameAt(text, memberAt);
    let open = skipBlank(text, memberAt + member.length);
    if (member === 'resolve') return this.call(at, end, open, 'resolve');
    if (text[open] === '<') open = skipBlank(text, afterTypeArguments(text, open));
    if (member === 'glob' || member === 'globEager')
      return { imports: globImports(text, open, at), end };
    return member === 'webpackContext'
      ? { imports: contextImport(text, open, at), end }
      : undefined;
  }

  private exportWord(at: number, before: Before): Found | undefined {
    if (this.isMember(before)) return undefined;
    const found = exportStatement(this.text, at);
    return found === undefined ? undefined : statement(found, at);
  }

  private requireWord(at: number, end: number, before: Before): Found | undefined {
    const word = this.text.slice(before.wordStart, before.wordEnd);
    if (this.isMember(before) && !(word === 'module' && before.last === DOT)) return undefined;
    return word === 'function' && before.last === 1 ? undefined : this.required(at, end);
  }

  /** What follows a name that requires: `('./a')`, `?.('./a')` or `.resolve('./a')`. */
  private required(at: number, end: number): Found | undefined {
    const { text } = this;
    let next = skipBlank(text, end);
    if (text.startsWith('?.', next)) next = skipBlank(text, next + 2);
    if (text.charCodeAt(next) !== DOT)
      return this.call(at, end, next, 'require') ?? { imports: amdImports(text, next), end };
    const memberAt = skipBlank(text, next + 1);
    const member = nameAt(text, memberAt);
    const open = skipBlank(text, memberAt + member.length);
    if (member === 'context') return { imports: contextImport(text, open, at), end };
    return member === 'resolve' ? this.call(at, end, open, 'resolve') : undefined;
  }

  private amd(end: number, before: Before): Found | undefined {
    return this.isMember(before)
      ? undefined
      : { imports: amdImports(this.text, skipBlank(this.text, end)), end };
  }

  private isTestRunner(at: number, end: number): boolean {
    const word = this.text.slice(at, end);
    return word === 'vi' || word === 'jest' || word === 'vitest';
  }

  /** `vi.mock('./a')`, also with type arguments or as `vi.mock(import('./a'))`. */
  private testCall(at: number, end: number): Found | undefined {
    const { text } = this;
    const dot = skipBlank(text, end);
    if (text.charCodeAt(dot) !== DOT) return undefined;
    const start = skipBlank(text, dot + 1);
    const name = nameAt(text, start);
    const kind = TEST_CALLS.get(name);
    if (kind === undefined) return undefined;
    let open = skipBlank(text, start + name.length);
    if (text[open] === '<') open = skipBlank(text, afterTypeArguments(text, open));
    const given = skipBlank(text, open + 1);
    if (nameAt(text, given) === 'import') {
      // Reading goes on after the inner import, so that it is told once.
      const inner = this.call(at, end, skipBlank(text, given + 'import'.length), kind);
      return inner && { ...inner, end: given + 'import'.length };
    }
    return this.call(at, open, open, kind);
  }

  /** `new URL('./a', import.meta.url)` names a file, unless it names a folder or another host. */
  private newUrl(at: number, end: number): Found | undefined {
    const { text } = this;
    const start = skipBlank(text, end);
    if (nameAt(text, start) !== 'URL') return undefined;
    const argument = literalArgument(text, skipBlank(text, start + 'URL'.length));
    if (argument === undefined || argument.closed) return undefined;
    const base = skipBlank(text, argument.end + 1);
    if (!/^import\s*\.\s*meta\s*\.\s*url\b/.test(text.slice(base, base + 40))) return undefined;
    const { specifier: written } = argument;
    if (/^(?:[a-z][\w+.-]*:|\/|#|\?|$)/i.test(written) || /(?:^|\/)\.{0,2}$/.test(written))
      return undefined;
    const specifier = /^\.{1,2}\//.test(written) ? written : `./${written}`;
    return { imports: [{ specifier, kind: 'resolve', names: NONE, offset: at }], end };
  }

  /** `declare module './a' { … }` adds to what a file of ours declares. */
  private augmentation(at: number, end: number, before: Before): Found | undefined {
    const { text } = this;
    if (!this.types || text.slice(before.wordStart, before.wordEnd) !== 'declare') return undefined;
    const specifier = /^\s*(["'])(\.{1,2}\/[^"'\n]*)\1/.exec(text.slice(end, end + 300))?.[2];
    return specifier === undefined
      ? undefined
      : { imports: [{ specifier, kind: 'type', names: NONE, offset: at }], end };
  }

  private madeAndCalled(at: number, end: number): Found | undefined {
    const next = ownRequireEnd(this.text, end);
    const found = next === undefined ? undefined : this.required(at, next);
    return found && { ...found, end };
  }

  private call(at: number, end: number, open: number, kind: ImportKind): Found | undefined {
    const { text } = this;
    const argument = literalArgument(text, open);
    if (argument === undefined) return undefined;
    const { specifier } = argument;
    const names = kind === 'mock' || kind === 'resolve' ? NONE : namesTaken(text, at, argument.end);
    return { imports: [{ specifier, kind, names, offset: at }], end };
  }

  /** Whether `import('x')` loads at run time or stands for a type. */
  private callKind(before: Before, open: number): ImportKind {
    const { text } = this;
    if (!this.types) return 'dynamic';
    if (before.last === 1) {
      const word = text.slice(before.wordStart, before.wordEnd);
      return TYPE_WORDS.has(word) ? 'type' : 'dynamic';
    }
    const argument = literalArgument(text, open);
    const member = argument && memberAfter(text, argument.end);
    if (member !== undefined) return isPromiseUse(member) ? 'dynamic' : 'type';
    switch (before.last) {
      case 58: // :
        return before.typeFollows ? 'type' : 'dynamic';
      case 60: // <
        return 'type';
      case 124: // | and &, but not || and &&
      case 38:
        return text.charCodeAt(before.lastAt - 1) === before.last ? 'dynamic' : 'type';
      default:
        return 'dynamic';
    }
  }

  /** After a dot a word is a member, unless the dots spread: `...require('./a')`. */
  private isMember({ last, lastAt }: Before): boolean {
    return last === DOT && this.text.charCodeAt(lastAt - 1) !== DOT;
  }
}

function statement(
  { specifier, kind, names, end }: NonNullable<ReturnType<typeof importStatement>>,
  offset: number,
): Found {
  return { imports: [{ specifier, kind, names, offset }], end };
}
