import type { LexedImport } from './lexed-import.js';
import { importStatement } from './lex-statement.js';

const REFERENCE =
  /^\/\/\/\s*<reference\s+[^>]*?\b(path|types)\s*=\s*(?:"([^"]*)"|'([^']*)')[^>]*\/?>/;

/** Tags whose braces hold a type; elsewhere, as in an example, the words mean nothing. */
const TYPED =
  /@(?:type|param|arg|argument|returns?|typedef|template|property|prop|extends|augments|implements|satisfies|this|enum|throws|exception)\s*\{/g;
const IMPORT_TYPE = /(?<![\w$.])import\s*\(\s*(?:"([^"\n]*)"|'([^'\n]*)')\s*[),]/g;
const IMPORT_TAG = /(?:\/\*\*|\n)[ \t]*\*?[ \t]*@(import)\s/g;

/** `/// <reference path="…" />`, which counts only before the first statement. */
export function referenceIn(text: string, start: number, end: number): LexedImport | undefined {
  const [, key, double, single] = REFERENCE.exec(text.slice(start, end)) ?? [];
  const written = double ?? single;
  if (key === undefined || written === undefined || written === '') return undefined;
  const specifier = key === 'path' && !/^[./]/.test(written) ? `./${written}` : written;
  return { specifier, kind: 'type', names: [], offset: start };
}

/** The imports in a comment `/** … *\/` that TypeScript believes in JavaScript files. */
export function jsdocImports(text: string, start: number, end: number): LexedImport[] {
  const comment = text.slice(start, end);
  if (!comment.includes('import')) return [];
  const found: LexedImport[] = [];
  for (const tag of comment.matchAll(TYPED)) {
    const open = tag.index + tag[0].length;
    for (const use of comment.slice(open, closingBrace(comment, open)).matchAll(IMPORT_TYPE)) {
      const specifier = use[1] ?? use[2] ?? '';
      found.push({ specifier, kind: 'type', names: ['*'], offset: start + open + use.index });
    }
  }
  for (const tag of comment.matchAll(IMPORT_TAG)) {
    const at = tag.index + tag[0].indexOf('@') + 1;
    const statement = importStatement(comment.replace(/\n[ \t]*\*(?!\/)/g, blank), at);
    if (statement === undefined) continue;
    const { specifier, names } = statement;
    found.push({ specifier, kind: 'type', names, offset: start + at });
  }
  return found;
}

function blank(found: string): string {
  return ' '.repeat(found.length);
}

function closingBrace(text: string, start: number): number {
  let depth = 1;
  for (let i = start; i < text.length; i++) {
    if (text[i] === '{') depth++;
    else if (text[i] === '}' && --depth === 0) return i;
  }
  return text.length;
}
