import { MARKUP, type Block, type Blocks } from './lex-blocks.js';
import { CodeReader, type Language, type Span } from './lex-code.js';
import { mayMakeRequire } from './lex-calls.js';
import { UseReader } from './lex-uses.js';
import { isBlank, isWord } from './lex-tokens.js';
import type { LexedImport, LexOutcome } from './lexed-import.js';

/** The imports of a file, in the order of the text. What cannot be read is told and never fatal. */
export function lexImports(path: string, text: string): LexOutcome {
  const markup = markupOf(path);
  if (markup !== undefined) return lexMarkup(markup(text), text);
  const outcome = lexScript(text, languageOf(path));
  if (!/\.d\.(?:[\w-]+\.)?[cm]?ts$/.test(path)) return outcome;
  // A declaration file has no run time.
  return { ...outcome, imports: outcome.imports.map((found) => ({ ...found, kind: 'type' })) };
}

/** The strings, templates and regular expressions of a file, as far as it can be read. */
export function literalsIn(path: string, text: string): Span[] {
  const markup = markupOf(path);
  if (markup === undefined) return scriptLiterals(text, languageOf(path));
  return markup(text).blocks.flatMap((block) =>
    scriptLiterals(text.slice(block.start, block.end), languageOfBlock(block)).map((span) => {
      return { start: span.start + block.start, end: span.end + block.start };
    }),
  );
}

/**
 * Where those import statements of the asked specifiers begin that TypeScript drops, since the file uses none of
 * their names as a value; nothing is dropped of a file that cannot be read. A specifier stands for each statement.
 */
export function erasedImports(
  path: string,
  text: string,
  hasMetadata: boolean,
  asked: readonly string[],
): number[] {
  const uses = new UseReader(text, hasMetadata, asked);
  const reader = new CodeReader(text, languageOf(path), text.length, undefined, uses);
  reader.read(startOf(text));
  return reader.problem === undefined ? uses.erased : [];
}

function scriptLiterals(text: string, language: Language): Span[] {
  const literals: Span[] = [];
  new CodeReader(text, language, text.length, literals).read(startOf(text));
  return literals;
}

function markupOf(path: string): ((text: string) => Blocks) | undefined {
  return MARKUP.get(path.slice(path.lastIndexOf('.') + 1));
}

function languageOf(path: string): Language {
  const types = /\.(?:[cm]?ts|tsx)$/.test(path);
  return { types, jsx: !types || path.endsWith('x') };
}

function lexMarkup({ blocks, sources }: Blocks, text: string): LexOutcome {
  const imports: LexedImport[] = [...sources];
  let problem: string | undefined;
  for (const block of blocks) {
    const { start, end } = block;
    const found = lexScript(text.slice(start, end), languageOfBlock(block));
    problem ??= found.problem;
    imports.push(...found.imports.map((one) => ({ ...one, offset: one.offset + start })));
  }
  return { imports: imports.sort((a, b) => a.offset - b.offset), problem };
}

function languageOfBlock({ language }: Block): Language {
  const types = language.startsWith('ts') || language === 'typescript';
  return { types, jsx: !types || language === 'tsx' };
}

function lexScript(text: string, language: Language): LexOutcome {
  const limit = lastSign(text);
  if (limit === 0 || text.lastIndexOf(BUNDLED, BUNDLE_BEGINS) !== -1) return NOTHING;
  const reader = new CodeReader(text, language, limit);
  reader.read(startOf(text));
  return { imports: reader.imports, problem: reader.problem };
}

function startOf(text: string): number {
  return text.startsWith('#!') ? Math.max(0, text.indexOf('\n')) : 0;
}

/** Browserify hands each module of a bundle its own `require`, which leads to others of the bundle; the first one stands behind a few hundred signs. */
const BUNDLED = '[function(require,module,exports){';
const BUNDLE_BEGINS = 1500;

const NOTHING: LexOutcome = { imports: [], problem: undefined };

/**
 * Where the last of those words ends that an import may begin with or hold: what comes after it need
 * not be read. Searching for one word after the other is several times as fast as one expression.
 */
function lastSign(text: string): number {
  let last = 0;
  for (const [start, rest, isSign] of SIGNS) {
    for (let at = text.indexOf(rest, last); at !== -1; at = text.indexOf(rest, at + 1)) {
      const [from, end] = [at - start.length, at + rest.length];
      if (text.startsWith(start, from) && isSign(text, from, end)) last = end;
    }
  }
  return last > 0 && mayMakeRequire(text) ? text.length : last;
}

type IsSign = (text: string, start: number, end: number) => boolean;

const isWholeWord: IsSign = (text, start, end) =>
  !isWord(text.charCodeAt(end)) && !isWord(text.charCodeAt(start - 1));

/** A search stops wherever its first letter is, so it is for a rare one; beyond six letters V8 searches slowly. */
const SIGNS: readonly (readonly [start: string, rest: string, isSign: IsSign])[] = [
  ['i', 'mport', isWholeWord],
  ['e', 'quire', (text, _start, end) => !isWord(text.charCodeAt(end))],
  ['', 'from', (text, _start, end) => QUOTE_OR_COMMENT.has(text.charCodeAt(blankEnd(text, end)))],
  ['', 'vi.', (text, start) => !isWord(text.charCodeAt(start - 1))],
  ['', 'jest', isWholeWord],
  ['', 'vitest', isWholeWord],
  ['', 'module', (text, _start, end) => /^\s+["']\./.test(text.slice(end, end + 40))],
  ['', '<refe', (text, _start, end) => text.startsWith('rence', end)],
  ['de', 'fine', (text, _start, end) => /^\s*\(/.test(text.slice(end, end + 40))],
];
const QUOTE_OR_COMMENT: ReadonlySet<number> = new Set([34, 39, 47]);

function blankEnd(text: string, start: number): number {
  let end = start;
  while (isBlank(text.charCodeAt(end))) end++;
  return end;
}
