import type { ImportKind } from '#lint/project-model.js';
import { isWord, skipBlank, stringEnd, wordEnd } from './lex-tokens.js';

/** An import that begins at a keyword, and where reading goes on. */
export interface FoundImport {
  readonly specifier: string;
  readonly kind: ImportKind;
  readonly names: readonly string[];
  readonly end: number;
}

const ALL = ['*'] as const;
const DEFAULT = ['default'] as const;
const NONE: readonly string[] = [];
const OPEN = 40;

/** Reads `import …` as a statement, at the keyword; calls are read by {@link literalArgument}. */
export function importStatement(text: string, at: number): FoundImport | undefined {
  const start = skipBlank(text, at + 'import'.length);
  const bare = literalAt(text, start);
  if (bare !== undefined) return { ...bare, kind: 'value', names: NONE };
  const modifier = modifierEnd(text, start);
  const erased = modifier > start && text.startsWith('type', start);
  const clauseStart = skipBlank(text, modifier);
  const word = nameAt(text, clauseStart);
  let end = clauseStart + word.length;
  if (word !== '') {
    end = skipBlank(text, end);
    if (text[end] === '=') return importEquals(text, end, erased);
    if (text[end] === ',') end = skipBlank(text, end + 1);
    else return from(text, end, erased ? 'type' : 'value', DEFAULT);
  }
  const rest = namesAt(text, end);
  if (rest === undefined) return undefined;
  const names = word === '' ? rest.names : [...DEFAULT, ...rest.names];
  const types = erased || (rest.onlyTypes && word === '');
  return from(text, skipBlank(text, rest.end), types ? 'type' : 'value', names);
}

/** `import a = require('./a')`; `import a = b.c` imports nothing. */
function importEquals(text: string, at: number, erased: boolean): FoundImport | undefined {
  const start = skipBlank(text, at + 1);
  if (nameAt(text, start) !== 'require') return undefined;
  const argument = literalArgument(text, skipBlank(text, start + 'require'.length));
  return argument && { ...argument, kind: erased ? 'type' : 'require', names: ALL };
}

/** Reads `export … from`, at the keyword. */
export function exportStatement(text: string, at: number): FoundImport | undefined {
  const start = skipBlank(text, at + 'export'.length);
  const word = nameAt(text, start);
  const namesStart = word === '' ? start : skipBlank(text, start + word.length);
  if (word !== '' && word !== 'type') {
    return isName(text, namesStart, 'from')
      ? from(text, namesStart, 're-export', DEFAULT)
      : undefined;
  }
  const names = namesAt(text, namesStart);
  if (names === undefined) return undefined;
  const kind = word === 'type' || names.onlyTypes ? 'type' : 're-export';
  return from(text, skipBlank(text, names.end), kind, names.names);
}

/** The end of `type`, `typeof`, `defer` or `source` where it is a modifier and not a name itself. */
function modifierEnd(text: string, at: number): number {
  const word = nameAt(text, at);
  if (word !== 'type' && word !== 'typeof' && word !== 'defer' && word !== 'source') return at;
  const end = at + word.length;
  const next = skipBlank(text, end);
  if (text[next] === '{' || text[next] === '*') return end;
  const second = nameAt(text, next);
  if (second === '') return at;
  if (second !== 'from') return end;
  const third = skipBlank(text, next + second.length);
  return text[third] === '=' || isName(text, third, 'from') ? end : at;
}

interface Names {
  readonly names: readonly string[];
  /** True when every name is marked as a type. */
  readonly onlyTypes: boolean;
  readonly end: number;
}

/** `{ a, type B as C }` or `* as d`. */
function namesAt(text: string, at: number): Names | undefined {
  if (text[at] === '*') {
    let end = at + 1;
    const as = skipBlank(text, end);
    if (isName(text, as, 'as')) end = nameOrStringEnd(text, skipBlank(text, as + 2));
    return { names: ALL, onlyTypes: false, end };
  }
  return text[at] === '{' ? bracedNames(text, at) : undefined;
}

function bracedNames(text: string, open: number): Names | undefined {
  const names: string[] = [];
  let types = 0;
  let at = skipBlank(text, open + 1);
  while (text[at] !== '}') {
    const words: string[] = [];
    for (let end = nameOrStringEnd(text, at); end > at; end = nameOrStringEnd(text, at)) {
      words.push(text.slice(at, end));
      at = skipBlank(text, end);
      if (words.length > 4) return undefined;
    }
    const typed = isTyped(words);
    const name = words[typed ? 1 : 0];
    if (name === undefined) return undefined;
    names.push(/^['"]/.test(name) ? name.slice(1, -1) : name);
    if (typed) types++;
    if (text[at] === ',') at = skipBlank(text, at + 1);
    else if (text[at] !== '}') return undefined;
  }
  return { names, onlyTypes: types > 0 && types === names.length, end: at + 1 };
}

/** Whether the first word says that the name after it is a type: it may also be a name itself. */
function isTyped([first, second, third, fourth]: readonly string[]): boolean {
  if ((first !== 'type' && first !== 'typeof') || second === undefined) return false;
  if (second !== 'as') return true;
  return third === undefined || (third === 'as' && fourth !== undefined);
}

function from(
  text: string,
  at: number,
  kind: ImportKind,
  names: readonly string[],
): FoundImport | undefined {
  if (!isName(text, at, 'from')) return undefined;
  const found = literalAt(text, skipBlank(text, at + 'from'.length));
  return found && { ...found, kind, names };
}

/** The one argument, or the first of several, when it is a text without holes: `('./a', …)`. */
export function literalArgument(text: string, at: number) {
  if (text.charCodeAt(at) !== OPEN) return undefined;
  let [start, parentheses] = [skipBlank(text, at + 1), 0];
  for (; text.charCodeAt(start) === OPEN; parentheses++) start = skipBlank(text, start + 1);
  const found = literalAt(text, start);
  if (found === undefined) return undefined;
  let next = skipBlank(text, found.end);
  for (; parentheses > 0 && text[next] === ')'; parentheses--) next = skipBlank(text, next + 1);
  const whole = parentheses === 0 && (text[next] === ')' || text[next] === ',');
  return whole ? { specifier: found.specifier, end: next, closed: text[next] === ')' } : undefined;
}

/** A string, or a template without holes. */
export function literalAt(text: string, at: number) {
  const quote = text[at];
  if (quote === '`') {
    const end = text.indexOf('`', at + 1);
    const specifier = text.slice(at + 1, end);
    return end === -1 || /\$\{|\\/.test(specifier) ? undefined : { specifier, end: end + 1 };
  }
  if (quote !== '"' && quote !== "'") return undefined;
  const end = stringEnd(text, at);
  if (end === at + 1) return undefined;
  return { specifier: unescaped(text.slice(at + 1, end - 1)), end };
}

function unescaped(written: string): string {
  if (!written.includes('\\')) return written;
  return written.replace(
    /\\(?:u\{([\da-f]+)\}|u([\da-f]{4})|x([\da-f]{2})|(\r\n|[\s\S]))/gi,
    (_, braced?: string, four?: string, two?: string, other = '') => {
      const hex = braced ?? four ?? two;
      if (hex === undefined) return /\s/.test(other) ? '' : other;
      const code = Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : '';
    },
  );
}

function nameOrStringEnd(text: string, at: number): number {
  const char = text[at];
  return char === '"' || char === "'" ? stringEnd(text, at) : wordEnd(text, at);
}

export function nameAt(text: string, at: number): string {
  return text.slice(at, wordEnd(text, at));
}

function isName(text: string, at: number, name: string): boolean {
  return text.startsWith(name, at) && !isWord(text.charCodeAt(at + name.length));
}
