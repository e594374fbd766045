import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ts } from '@ts-morph/common';
import { expect, test } from 'vitest';
import { erasedImports } from '#adapters/lex-imports.js';

/** Our sources, as if none of their imports said what is a type. */
function* unmarked(): Generator<readonly [path: string, text: string]> {
  for (const folder of ['src', 'test', 'templates/base/files', 'templates/modules']) {
    for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!/(?<!\.d)\.ts$/.test(path)) continue;
      const text = readFileSync(join(folder, path), 'utf8');
      if (!text.includes('import type')) continue;
      yield [
        path,
        text
          .replace(/^import type /gm, 'import ')
          .replace(/^import \{[^}]*\}/gm, (clause) => clause.replace(/\btype (?=\w)/g, '')),
      ];
    }
  }
}

/** How many statements for each specifier the compiler leaves; it sees one file at a time, as we do. */
function keptByCompiler(path: string, text: string): string[] {
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ESNext };
  return specifiers(ts.transpileModule(text, { fileName: path, compilerOptions }).outputText);
}

function specifiers(text: string): string[] {
  const tree = ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest);
  return tree.statements.filter(ts.isImportDeclaration).map(({ moduleSpecifier }) => {
    return ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : '';
  });
}

function without(all: readonly string[], some: readonly string[]): string[] {
  const left = [...all];
  for (const one of some) left.splice(left.indexOf(one), 1);
  return left.sort();
}

test('the imports that are dropped are those that the compiler drops', () => {
  const differences: string[] = [];
  let dropped = 0;
  for (const [path, text] of unmarked()) {
    const all = specifiers(text);
    const theirs = without(all, keptByCompiler(path, text));
    const offsets = erasedImports(path, text, false, all);
    const ours = offsets.map((at) => /from '([^']*)'/.exec(text.slice(at))?.[1] ?? '').sort();
    dropped += theirs.length;
    if (`${ours}` !== `${theirs}`) differences.push(`${path}: ${ours} instead of ${theirs}`);
  }
  expect(differences).toEqual([]);
  expect(dropped).toBeGreaterThan(500);
}, 120_000);
