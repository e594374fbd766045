import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lexImports } from '#adapters/lex-imports.js';
import { importsByCompiler } from './imports-by-compiler.js';

const MOST_BYTES = 300_000;
/** One file in so many, so that the test takes seconds. */
const EVERY = 12;

/**
 * Where the tree of the compiler and our reading differ for a reason: the compiler keeps no comment
 * before a parenthesis in its tree, and takes no function made by `createRequire` for one that requires.
 */
const EXPLAINED = /createRequire|\/\*\* @type [^\n]*\*\/ *\(|\*\/\s*[(}]/;

/** Installed packages, ours and those of generated repositories: code that nobody wrote for this test. */
function* installed(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* installed(path);
    else if (entry.isFile() && /\.(?:[cm]?[jt]s|[jt]sx)$/.test(entry.name)) yield path;
  }
}

/** Specifiers that stand in one list only, as often as they do. */
function difference(ours: readonly string[], theirs: readonly string[]) {
  const left = new Map<string, number>();
  for (const one of ours) left.set(one, (left.get(one) ?? 0) + 1);
  for (const one of theirs) left.set(one, (left.get(one) ?? 0) - 1);
  return [...left].filter(([, count]) => count !== 0);
}

const plain = (specifier: string) => specifier.replace(/^\.\//, '');

test('the imports of installed packages are those in the compiler’s tree', () => {
  const differences: string[] = [];
  let [files, imports] = [0, 0];
  for (const folder of ['node_modules', 'templates/node_modules', 'src', 'test']) {
    let nth = 0;
    for (const path of installed(folder)) {
      if (nth++ % EVERY !== 0) continue;
      const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
      const theirs = text.length > MOST_BYTES ? undefined : importsByCompiler(path, text);
      if (theirs === undefined) continue;
      files++;
      imports += theirs.length;
      const ours = lexImports(path, text).imports.map(({ specifier }) => plain(specifier));
      const differ = difference(
        ours,
        theirs.map(({ specifier }) => plain(specifier)),
      );
      if (differ.length > 0 && !EXPLAINED.test(text)) differences.push(`${path}: ${differ}`);
    }
  }
  expect(differences).toEqual([]);
  expect(files).toBeGreaterThan(500);
  expect(imports).toBeGreaterThan(2000);
}, 120_000);
