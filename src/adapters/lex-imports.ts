import { init, parse, type Export, type Import as Lexed } from 'es-module-lexer';
import type { ImportKind } from '#lint/project-model.js';
import { lexTolerantly } from './lex-tolerant.js';
import { onlyTypes, type LexedImport, type LexOutcome } from './lexed-import.js';

const PROMISE_USE = /^\s*\)?\s*\.\s*(then|catch|finally)\b/;

/** Compiles the lexer; to be awaited once before {@link lexImports}. */
export const readyToLex: () => Promise<void> = init;

/**
 * The imports of a file. es-module-lexer reads JavaScript and TypeScript; it knows neither JSX nor
 * `require`, so files with these are also read by our own scanner.
 */
export function lexImports(path: string, text: string): LexOutcome {
  const declarations = /\.d\.[cm]?ts$/.test(path);
  const lexed = lexModule(text);
  if (lexed === undefined) return lexTolerantly(text, !/\.[cm]?ts$/.test(path));
  if (declarations) return { ok: true, imports: lexed.map(asTypes) };
  if (!text.includes('require')) return { ok: true, imports: lexed };
  const scanned = lexTolerantly(text, false);
  const seen = new Set(lexed.map(({ offset }) => offset));
  const required = scanned.ok
    ? scanned.imports.filter(({ kind, offset }) => kind === 'require' && !seen.has(offset))
    : [];
  return { ok: true, imports: [...lexed, ...required].sort((a, b) => a.offset - b.offset) };
}

/** A declaration file has no run time. */
function asTypes(found: LexedImport): LexedImport {
  return { ...found, kind: 'type' };
}

function lexModule(text: string): LexedImport[] | undefined {
  try {
    const [imports, exports] = parse(text);
    const reExports = reExportKinds(exports);
    return imports.flatMap((found, index) => toLexed(found, reExports.get(index), text));
  } catch {
    return undefined;
  }
}

/** `export { type A } from` is erased when every name is a type. */
function reExportKinds(exports: readonly Export[]): ReadonlyMap<number, ImportKind> {
  const kinds = new Map<number, ImportKind>();
  for (const found of exports) {
    if (found.type === 'direct') continue;
    const erased = found.typeOnly && kinds.get(found.importIndex) !== 're-export';
    kinds.set(found.importIndex, erased ? 'type' : 're-export');
  }
  return kinds;
}

function toLexed(found: Lexed, reExport: ImportKind | undefined, text: string): LexedImport[] {
  if (found.type === 'import-meta' || found.specifier === undefined) return [];
  const { specifier, importStart: offset } = found;
  if (found.type === 'dynamic') {
    if (found.glob) return [];
    const erased = found.probablyTypeOnly && !PROMISE_USE.test(text.slice(found.importEnd));
    return [{ specifier, kind: erased ? 'type' : 'dynamic', offset }];
  }
  // A name that is imported and then exported also counts as re-exported there, but is an import here.
  if (text.startsWith('export', offset)) {
    const kind = found.typeOnly ? 'type' : (reExport ?? 're-export');
    return [{ specifier, kind, offset }];
  }
  const clause = text.slice(offset + 'import'.length, found.start);
  if (/=\s*require\s*\(/.test(clause))
    return [{ specifier, kind: found.typeOnly ? 'type' : 'require', offset }];
  return [{ specifier, kind: found.typeOnly || onlyTypes(clause) ? 'type' : 'value', offset }];
}
