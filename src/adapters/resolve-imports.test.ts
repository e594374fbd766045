import { describe, expect, test } from 'vitest';
import { parseJsonc } from './parse-jsonc.js';
import { indexFiles } from './resolve-files.js';
import { createResolver } from './resolve-imports.js';

/** A disk drawn as path → text of the JSON files on it. */
function resolver(drawing: Readonly<Record<string, string>>) {
  const files = new Set(Object.keys(drawing));
  const readJson = (path: string) => parseJsonc(drawing[path] ?? '');
  const manifests = new Map(
    [...files]
      .filter((path) => /(^|\/)package\.json$/.test(path))
      .map((path) => [path.replace(/\/?package\.json$/, ''), readJson(path)] as const),
  );
  const { resolve } = createResolver({
    files: indexFiles(files),
    manifests,
    workspaces: new Map(),
    readJson,
  });
  return (from: string, specifier: string) => {
    const target = resolve(from, specifier);
    if (target.kind === 'file') return target.path;
    return target.kind === 'unresolved' ? `? ${target.reason}` : `${target.kind} ${target.name}`;
  };
}

const files = (...paths: string[]) => Object.fromEntries(paths.map((path) => [path, '']));

describe('files for one platform', () => {
  const drawn = files(
    'a.ts',
    'a.ios.ts',
    'b.android.js',
    'b.ios.js',
    'c/index.ios.tsx',
    'd.ios.ts',
  );
  const suffixed = { moduleSuffixes: ['.ios', ''], paths: { '@/*': ['./*'] } };
  const configured = resolver({
    ...drawn,
    'tsconfig.json': '{ "extends": "./base" }',
    'base.json': JSON.stringify({ compilerOptions: suffixed }),
  });
  test.each([
    ['./a', 'a.ios.ts'],
    ['./a.js', 'a.ios.ts'],
    ['./c', 'c/index.ios.tsx'],
    ['@/a', 'a.ios.ts'],
    ['@/d', 'd.ios.ts'],
    ['./b', 'b.ios.js'],
  ])('by moduleSuffixes: %s', (specifier, file) => {
    expect(configured('x.ts', specifier)).toBe(file);
  });
  test('without a word of it, only where no file has the plain name', () => {
    const resolve = resolver(drawn);
    expect(['./a', './b', './c', './e'].map((one) => resolve('x.ts', one))).toEqual([
      'a.ts',
      'b.ios.js',
      'c/index.ios.tsx',
      '? no such file',
    ]);
  });
});

describe('the extension that is written', () => {
  const resolve = resolver(
    files('a.ts', 'a.mjs', 'b.js', 'b.jsx', 'b.d.ts', 'c.tsx', 'c.js', 'd/e.ts', 'd/.f.ts'),
  );
  test.each([
    ['x.ts', './a.mjs', 'a.mjs'],
    ['x.ts', './a.js', 'a.ts'],
    ['x.ts', './b.jsx', 'b.jsx'],
    ['x.ts', './b.js', 'b.js'],
    ['x.ts', './c.js', 'c.tsx'],
    ['d/x.ts', '.././a.js', 'a.ts'],
    ['d/x.ts', './/e.js', 'd/e.ts'],
    ['d/x.ts', './../d/e', 'd/e.ts'],
    ['d/x.ts', './.f.js', 'd/.f.ts'],
    ['d/x.ts', '../d/./e.js', 'd/e.ts'],
    ['d/x.ts', '../../a.js', '? outside the project'],
  ])('of %s’s %s', (from, specifier, expected) => expect(resolve(from, specifier)).toBe(expected));
});

describe('relative paths', () => {
  const resolve = resolver(
    files(
      'src/a.ts',
      'src/b.tsx',
      'src/c.mts',
      'src/d.cts',
      'src/e.js',
      'src/e.d.ts',
      'src/f/index.ts',
      'src/f.ts',
      'src/g.config.ts',
      'src/data.json',
      'src/h/index.js',
      'index.ts',
      'src/i.vue',
      'src/util.ts',
    ),
  );
  test.each([
    ['./a', 'src/a.ts'],
    ['./a.js', 'src/a.ts'],
    ['./a.ts', 'src/a.ts'],
    ['./b.js', 'src/b.tsx'],
    ['./b.jsx', 'src/b.tsx'],
    ['./c.mjs', 'src/c.mts'],
    ['./d.cjs', 'src/d.cts'],
    ['./e.js', 'src/e.js'],
    ['./e', 'src/e.js'],
    ['./f', 'src/f.ts'],
    ['./f/', 'src/f/index.ts'],
    ['./f/index.js', 'src/f/index.ts'],
    ['./g.config', 'src/g.config.ts'],
    ['./data.json', 'src/data.json'],
    ['./i.vue?raw', 'src/i.vue'],
    ['./h', 'src/h/index.js'],
    ['..', 'index.ts'],
    ['../src/a', 'src/a.ts'],
    ['./none.js', '? no such file'],
    ['../../outside.js', '? outside the project'],
    ['../dist/main.js', '? in a folder that is left out'],
  ])('%s', (specifier, expected) => {
    expect(resolve('src/x.ts', specifier)).toBe(expected);
  });

  test('a file never stands for a package of its name', () => {
    expect(resolve('src/x.ts', 'util')).toBe('builtin util');
    expect(resolve('src/x.ts', 'a')).toBe('package a');
  });
});

test.each([
  ['node:fs/promises', 'builtin fs/promises'],
  ['fs', 'builtin fs'],
  ['zod', 'package zod'],
  ['@aws-sdk/client-s3/dist/x.js', 'package @aws-sdk/client-s3'],
  ['lodash/fp', 'package lodash'],
  ['JSONStream', 'package JSONStream'],
  ['Modules/ui/vue', '? no package.json declares it, and names on npm have no capitals'],
  ['https://example.org/x.js', '? neither a package nor a relative path'],
  ['/etc/passwd', '? neither a package nor a relative path'],
  ['#none', '? no "imports" entry leads to a file'],
  ['@scope', '? not a package name'],
])('%s', (specifier, expected) => {
  expect(resolver(files('a.ts'))('a.ts', specifier)).toBe(expected);
});

describe('package imports', () => {
  const resolve = resolver({
    'package.json': `{ "imports": { "#*.js": "./src/*.ts", "#db": { "test": "./src/none.js", "default": "./src/db/pg.js" },
      "#zod": "zod", "#lib/*": ["./lib/*", "./src/lib/*"], "#lib/deep/*": "./deep/*.ts" } }`,
    ...files('src/a/b.ts', 'src/db/pg.ts', 'src/lib/x.ts', 'deep/y.ts', 'apps/web/src/z.ts'),
    'apps/web/package.json': '{ "imports": { "#z": "./src/z.js" } }',
  });
  test.each([
    ['src/x.ts', '#a/b.js', 'src/a/b.ts'],
    ['src/x.ts', '#db', 'src/db/pg.ts'],
    ['src/x.ts', '#zod', 'package zod'],
    ['src/x.ts', '#lib/x', 'src/lib/x.ts'],
    ['src/x.ts', '#lib/deep/y', 'deep/y.ts'],
    ['apps/web/src/x.ts', '#z', 'apps/web/src/z.ts'],
    ['apps/web/src/x.ts', '#db', '? no "imports" entry leads to a file'],
  ])('%s: %s', (from, specifier, expected) => {
    expect(resolve(from, specifier)).toBe(expected);
  });
});

describe('tsconfig', () => {
  const resolve = resolver({
    'tsconfig.json': `{ // comment
      "extends": ["./base", "@missing/tsconfig"], "compilerOptions": { "baseUrl": "src", }, }`,
    'base.json':
      '\uFEFF{ "compilerOptions": { "paths": { "@/*": ["src/*"], "@/deep/*": ["deep/*", "src/deep/*"], "exact": ["src/a"] } } }',
    'apps/web/tsconfig.json': '{ "references": [{ "path": "./tsconfig.app.json" }] }',
    'apps/web/tsconfig.app.json': '{ "compilerOptions": { "paths": { "~/*": ["./src/*"] } } }',
    'loop/tsconfig.json': '{ "extends": "./tsconfig.json" }',
    ...files('src/a.ts', 'src/deep/b.ts', 'src/feature/index.ts', 'apps/web/src/c.ts', 'loop/d.ts'),
  });
  test.each([
    ['src/x.ts', '@/a', 'src/a.ts'],
    ['src/x.ts', '@/deep/b.js', 'src/deep/b.ts'],
    ['src/x.ts', 'exact', 'src/a.ts'],
    ['src/x.ts', 'feature', 'src/feature/index.ts'],
    ['src/x.ts', 'zod', 'package zod'],
    ['apps/web/x.ts', '~/c', 'apps/web/src/c.ts'],
    ['apps/web/x.ts', '@/a', '? no tsconfig.json or jsconfig.json says what it stands for'],
    ['loop/d.ts', 'exact', 'package exact'],
  ])('%s: %s', (from, specifier, expected) => {
    expect(resolve(from, specifier)).toBe(expected);
  });
});

test('what other platforms get is meant where nothing else is', () => {
  const resolve = resolver({
    'package.json': JSON.stringify({
      imports: {
        '#zip': { browser: './async.ts', default: './sync.ts' },
        '#page': { node: { browser: './page.ts' } },
      },
    }),
    ...files('async.ts', 'sync.ts', 'page.ts'),
  });
  expect([resolve('a.ts', '#zip'), resolve('a.ts', '#page')]).toEqual(['sync.ts', 'page.ts']);
});
