import type { ImportKind } from '#lint/project-model.js';

/** An import as written, at a position in the text. */
export interface LexedImport {
  readonly specifier: string;
  readonly kind: ImportKind;
  readonly offset: number;
}

export type LexOutcome =
  | { readonly ok: true; readonly imports: readonly LexedImport[] }
  | { readonly ok: false; readonly reason: string };

/** True for a clause whose every name is a type: `{ type A, type B as C } from '`. */
export function onlyTypes(clause: string): boolean {
  const names = /^\s*\{([^}]*)\}\s*from\b/.exec(clause)?.[1];
  if (names === undefined || !names.includes('type')) return false;
  const bare = names.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
  return bare
    .split(',')
    .filter((name) => name.trim() !== '')
    .every((name) => /^\s*type\s+(?!as\s+(?!as\b)[\w$]+\s*$)[\w$"']/.test(name));
}
