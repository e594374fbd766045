import type { LexedImport } from './lexed-import.js';
import { literalAt } from './lex-statement.js';
import { regexEnd, skipBlank } from './lex-tokens.js';

/** Marks a specifier that means every file it matches: `glob:./a/*.ts !./a/b.ts`, `glob:./a/** /\.ts$/`. */
export const PATTERN = 'glob:';

const ALL = ['*'] as const;
const [OPEN, COMMA] = [40, 44];

/** `import.meta.glob('./a/*.ts')` and `import.meta.glob(['./a/*.ts', '!./a/b.ts'], { eager: true })`, from the parenthesis on. */
export function globImports(text: string, open: number, offset: number): LexedImport[] {
  const { literals, end } = stringsAt(text, open);
  const eager = /^\s*,\s*\{[^{}]*\beager\s*:\s*true\b/.test(text.slice(end, end + 300));
  const kind = eager ? 'value' : 'dynamic';
  const written = literals.map(({ specifier }) => specifier);
  const excluded = written.filter((one) => one.startsWith('!'));
  return written
    .filter((one) => !one.startsWith('!') && !/\s/.test(one))
    .map((one) => ({
      specifier: [PATTERN + one, ...excluded].join(' '),
      kind,
      names: ALL,
      offset,
    }));
}

const FLAT = /^\s*,\s*(?:(?:false|!1)\b|\{[^{}]*\brecursive\s*:\s*(?:false|!1))/;
const BEFORE_FILTER = /^\s*,\s*(?:[\w!]+\s*,\s*|\{[^{}]*?\bregExp\s*:\s*)(?=\/)/;

/** `require.context('./a', true, /\.ts$/)` and `import.meta.webpackContext('./a', { regExp: /\.ts$/ })`. */
export function contextImport(text: string, open: number, offset: number): LexedImport[] {
  const folder = stringsAt(text, open).literals[0];
  if (folder === undefined || /\s/.test(folder.specifier)) return [];
  const options = text.slice(folder.end, folder.end + 300);
  const before = BEFORE_FILTER.exec(options)?.[0];
  const start = folder.end + (before?.length ?? 0);
  const filter = before === undefined ? '' : ` ${text.slice(start, regexEnd(text, start))}`;
  const path = `${folder.specifier.replace(/\/$/, '')}/${FLAT.test(options) ? '*' : '**'}`;
  return [{ specifier: `${PATTERN}${path}${filter}`, kind: 'require', names: ALL, offset }];
}

const RELATIVE = /^\.{1,2}\//;

/**
 * `define(['./a'], …)`, `define('name', ['./a'], …)` and `require(['./a'], …)`, as AMD loaders have it.
 * What a bare name means is up to the loader's configuration; where a module says its name it may lie in a bundle, and
 * what is bare is the bundle's.
 */
export function amdImports(text: string, open: number): LexedImport[] {
  if (text.charCodeAt(open) !== OPEN) return [];
  let list = skipBlank(text, open + 1);
  const name = literalAt(text, list);
  if (name !== undefined) {
    const comma = skipBlank(text, name.end);
    if (text.charCodeAt(comma) !== COMMA) return [];
    list = skipBlank(text, comma + 1);
  }
  if (text[list] !== '[') return [];
  const wanted = name === undefined ? /^(?!(?:require|exports|module)$)[^?:]+$/ : RELATIVE;
  return stringsIn(text, list).literals.flatMap(({ specifier, start }): LexedImport[] => {
    // A plugin may stand before what it loads: `text!./a.html`; `has!a?b:c` chooses when it runs.
    const id = specifier.slice(specifier.lastIndexOf('!') + 1);
    if (!wanted.test(id)) return [];
    return [
      { specifier: id, kind: RELATIVE.test(id) ? 'require' : 'amd', names: ALL, offset: start },
    ];
  });
}

interface Strings {
  readonly literals: readonly {
    readonly specifier: string;
    readonly start: number;
    readonly end: number;
  }[];
  readonly end: number;
}

/** The text, or the list of texts, that a call is given first. */
function stringsAt(text: string, open: number): Strings {
  if (text.charCodeAt(open) !== OPEN) return { literals: [], end: open };
  const start = skipBlank(text, open + 1);
  if (text[start] === '[') return stringsIn(text, start);
  const found = literalAt(text, start);
  return found === undefined
    ? { literals: [], end: start }
    : { literals: [{ ...found, start }], end: found.end };
}

/** The texts that a list begins with. */
function stringsIn(text: string, bracket: number): Strings {
  const literals: Strings['literals'][number][] = [];
  for (let at = skipBlank(text, bracket + 1); ;) {
    const found = literalAt(text, at);
    if (found === undefined) return { literals, end: at + 1 };
    literals.push({ ...found, start: at });
    at = skipBlank(text, found.end);
    if (text.charCodeAt(at) !== COMMA) return { literals, end: at + 1 };
    at = skipBlank(text, at + 1);
  }
}
