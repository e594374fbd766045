import type { Import } from '#lint/project-model.js';
import { erasedImports } from './lex-imports.js';
import type { Emit } from './resolve-tsconfig.js';
import { placesIn } from './scan-places.js';
import type { Text } from './scan-read.js';

/**
 * So many files are read to the end at the most: it takes several times as long as to look for their imports, and what
 * circles through more of them is hardly opened by a few types.
 */
const MOST_READ = 500;

/**
 * The imports, with those in doubt as imports of types where TypeScript drops them. A whole file has to be
 * read to know, so it is done for those few on which an answer depends.
 */
export function withErased(
  imports: readonly Import[],
  inDoubt: readonly Import[],
  read: (path: string) => Text,
  emitOf: (path: string) => Emit | undefined,
): readonly Import[] {
  if (inDoubt.length === 0) return imports;
  const doubtful = new Set(inDoubt);
  const asked = new Map<string, string[]>();
  for (const { from, specifier } of inDoubt)
    asked.set(from, [...(asked.get(from) ?? []), specifier]);
  if (asked.size > MOST_READ) return imports;
  const erased = new Map<string, ReadonlySet<string>>();
  const erasedOf = (path: string) => {
    const known =
      erased.get(path) ?? erasedIn(path, read(path), emitOf(path), asked.get(path) ?? []);
    erased.set(path, known);
    return known;
  };
  let isSame = true;
  const settled = imports.map((found): Import => {
    const { from, line, column } = found;
    if (!doubtful.has(found) || !erasedOf(from).has(`${line}:${column}`)) return found;
    isSame = false;
    return { ...found, kind: 'type' };
  });
  return isSame ? imports : settled;
}

/** The lines and columns of imports that leave nothing behind. */
function erasedIn(
  path: string,
  text: Text,
  emit: Emit | undefined,
  asked: readonly string[],
): ReadonlySet<string> {
  if (!text.ok || emit?.keepsImports === true) return new Set();
  const place = placesIn(text.text);
  const offsets = erasedImports(path, text.text, emit?.hasMetadata === true, asked);
  return new Set(
    offsets.map((offset) => {
      const { line, column } = place(offset);
      return `${line}:${column}`;
    }),
  );
}
