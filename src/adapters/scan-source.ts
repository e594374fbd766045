import type { Directive, Import } from '#lint/project-model.js';
import { lexImports } from './lex-imports.js';
import type { LexedImport } from './lexed-import.js';
import { directivesIn } from './scan-directives.js';
import type { Text } from './scan-read.js';

/** What a source file says, before anybody asked where its imports lead. */
export interface SourceText {
  /** Whether it could be read; if not, that is tried again each time. */
  readonly read: boolean;
  readonly bytes: number;
  readonly problem: string | undefined;
  readonly imports: readonly WrittenImport[];
  readonly directives: readonly Omit<Directive, 'file'>[];
}

/** An import as written, with its place. */
export type WrittenImport = Omit<Import, 'from' | 'target'>;

/** Copies a piece of a text. */
type Copy = (piece: string) => string;

/** Reads sources one by one; `gather` is told their texts. */
export function sourceReader(
  read: (path: string) => Text,
  gather?: (path: string, text: string) => void,
): (path: string) => SourceText {
  const copy = copiesOfPieces();
  return (path) => {
    const text = read(path);
    if (!text.ok) {
      return { read: false, bytes: 0, problem: text.reason, imports: [], directives: [] };
    }
    const lexed = lexImports(path, text.text);
    gather?.(path, text.text);
    return {
      read: true,
      bytes: text.bytes,
      problem: lexed.problem,
      imports: locate(text.text, lexed.imports, copy),
      directives: directivesIn(path, text.text).map(({ line, text: said }) => {
        return { line, text: copy(said) };
      }),
    };
  };
}

/**
 * Copies pieces of texts, equal ones once. A piece is cut out of its text without copying, and keeps all of
 * the text in memory as long as it is there itself.
 */
function copiesOfPieces(): Copy {
  const copies = new Map<string, string>();
  return (piece) => {
    const known = copies.get(piece);
    if (known !== undefined) return known;
    const copy = ` ${piece}`.slice(1);
    copies.set(copy, copy);
    return copy;
  };
}

/** Lines are counted once over a file, since imports come in the order of the text. */
function locate(text: string, lexed: readonly LexedImport[], copy: Copy): WrittenImport[] {
  let line = 1;
  let lineStart = 0;
  return lexed.map(({ specifier, kind, names, offset }) => {
    for (let end = text.indexOf('\n', lineStart); end !== -1 && end < offset;) {
      line++;
      lineStart = end + 1;
      end = text.indexOf('\n', lineStart);
    }
    const column = offset - lineStart + 1;
    return { specifier: copy(specifier), kind, names: names.map(copy), line, column };
  });
}
