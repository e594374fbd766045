import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { scanProject } from './scan-project.js';

const made: string[] = [];

afterEach(() => {
  for (const root of made.splice(0)) rmSync(root, { recursive: true, force: true });
});

/** Which files of a drawn project one of them leads to, sorted. */
async function edgesOf(from: string, drawing: Readonly<Record<string, string>>) {
  const root = mkdtempSync(join(tmpdir(), 'forms-'));
  made.push(root);
  for (const [path, text] of Object.entries(drawing)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const { imports } = await scanProject(root);
  return [
    ...new Set(
      imports
        .filter((found) => found.from === from)
        .flatMap(({ target }) => (target.kind === 'file' ? target.path : [])),
    ),
  ].sort();
}

/** Files that every form below may mean. */
const AROUND = {
  'src/b.ts': '',
  'src/c.tsx': '',
  'src/d.mts': '',
  'src/e.cts': '',
  'src/old.js': '',
  'src/data.json': '{}',
  'src/view.html': '',
  'src/types.d.ts': '',
  'src/Page.vue': '',
  'src/dir/index.ts': '',
  'src/dir/x.ts': '',
  'src/dir/y.js': '',
  'src/dir/deep/z.ts': '',
};

type Form = readonly [name: string, file: string, text: string, ...targets: string[]];

const FOUND: readonly Form[] = [
  ['default import', 'a.ts', `import b from './b'`, 'b.ts'],
  ['.js that means .ts', 'a.ts', `import b from './b.js'`, 'b.ts'],
  ['.js that means .tsx', 'a.ts', `import c from './c.js'`, 'c.tsx'],
  ['.mjs that means .mts', 'a.ts', `import d from './d.mjs'`, 'd.mts'],
  ['.cjs that means .cts', 'a.ts', `import e from './e.cjs'`, 'e.cts'],
  ['a folder', 'a.ts', `import './dir'`, 'dir/index.ts'],
  ['a folder with a slash', 'a.ts', `import './dir/'`, 'dir/index.ts'],
  ['the own folder', 'dir/a.ts', `import '.'`, 'dir/index.ts'],
  ['type import', 'a.ts', `import type { B } from './b'`, 'b.ts'],
  ['inline type import', 'a.ts', `import { type B } from './b'`, 'b.ts'],
  ['import equals', 'a.ts', `import b = require('./b')`, 'b.ts'],
  ['type import equals', 'a.ts', `import type B = require('./b')`, 'b.ts'],
  ['export star', 'a.ts', `export * from './b'`, 'b.ts'],
  ['export star as', 'a.ts', `export * as ns from './b'`, 'b.ts'],
  ['export type star', 'a.ts', `export type * from './b'`, 'b.ts'],
  ['import attributes', 'a.ts', `import d from './data.json' with { type: 'json' }`, 'data.json'],
  ['import defer', 'a.ts', `import defer * as b from './b'`, 'b.ts'],
  ['import.source()', 'a.ts', `import.source('./b')`, 'b.ts'],
  ['dynamic import', 'a.ts', `await import('./b')`, 'b.ts'],
  ['dynamic import of a template', 'a.ts', 'await import(`./b`)', 'b.ts'],
  ['dynamic import with a comment', 'a.ts', `import(/* webpackChunkName: "x" */ './b')`, 'b.ts'],
  ['lazy component', 'a.tsx', `const B = React.lazy(() => import('./c'))`, 'c.tsx'],
  ['import type', 'a.ts', `let b: import('./b').B`, 'b.ts'],
  ['typeof import type', 'a.ts', `let b: typeof import('./b')`, 'b.ts'],
  ['reference path', 'a.ts', `/// <reference path="./types.d.ts" />`, 'types.d.ts'],
  ['augmentation', 'a.ts', `declare module './b' { interface B {} }`, 'b.ts'],
  ['require', 'a.js', `const { b } = require('./b')`, 'b.ts'],
  ['conditional require', 'a.js', `if (x) { try { require('./b') } catch {} }`, 'b.ts'],
  ['require in a function', 'a.js', `exports.b = () => require('./b').b`, 'b.ts'],
  ['module.require', 'a.js', `module.require('./b')`, 'b.ts'],
  ['require.resolve', 'a.js', `require.resolve('./b')`, 'b.ts'],
  [
    'createRequire',
    'a.mjs',
    `import { createRequire } from 'module'; createRequire(import.meta.url)('./b')`,
    'b.ts',
  ],
  ['import.meta.resolve', 'a.ts', `import.meta.resolve('./b.ts')`, 'b.ts'],
  ['worker', 'a.ts', `new Worker(new URL('./b.ts', import.meta.url))`, 'b.ts'],
  ['asset by URL', 'a.ts', `new URL('./data.json', import.meta.url)`, 'data.json'],
  ['jest.mock', 'a.ts', `jest.mock('./b')`, 'b.ts'],
  ['vi.mock', 'a.ts', `vi.mock(import('./b'))`, 'b.ts'],
  ['vi.importActual', 'a.ts', `await vi.importActual('./b')`, 'b.ts'],
  ['JSDoc type', 'a.js', `/** @type {import('./b').B} */ let b`, 'b.ts'],
  ['JSDoc typedef', 'a.js', `/** @typedef {import('./b').B} B */`, 'b.ts'],
  ['JSDoc import tag', 'a.js', `/** @import { B } from './b' */`, 'b.ts'],
  ['Flow type import', 'a.js', `// @flow\nimport type { B } from './b'`, 'b.ts'],
  ['Flow typeof import', 'a.js', `// @flow\nimport typeof B from './b'`, 'b.ts'],
  ['after a hashbang', 'a.js', `#!/usr/bin/env node\nrequire('./b')`, 'b.ts'],
  ['after a byte order mark', 'a.ts', `\uFEFFimport './b'`, 'b.ts'],
  ['with Windows line ends', 'a.ts', `import {\r\n  b,\r\n} from './b'\r\n`, 'b.ts'],
  ['after a decorator', 'a.ts', `@D({ b: () => require('./b') }) class A {}`, 'b.ts'],
  ['bundler query', 'a.ts', `import b from './b?worker'`, 'b.ts'],
  ['inline loaders', 'a.js', `require('!!raw-loader!./view.html')`, 'view.html'],
  ['import.meta.glob', 'a.ts', `import.meta.glob('./dir/*.ts')`, 'dir/index.ts', 'dir/x.ts'],
  [
    'import.meta.glob with types and options',
    'a.ts',
    `import.meta.glob<{ x: number }>('./dir/*.ts', { eager: true, import: 'x' })`,
    'dir/index.ts',
    'dir/x.ts',
  ],
  [
    'import.meta.glob of several',
    'a.ts',
    `import.meta.glob(['./dir/**/*.{ts,js}', '!**/y.js', '!./dir/index.ts'])`,
    'dir/deep/z.ts',
    'dir/x.ts',
  ],
  ['import.meta.glob from the root', 'a.ts', `import.meta.glob('/src/dir/x.*')`, 'dir/x.ts'],
  [
    'require.context',
    'a.js',
    `require.context('./dir', true, /\\.ts$/)`,
    'dir/deep/z.ts',
    'dir/index.ts',
    'dir/x.ts',
  ],
  [
    'require.context without subfolders',
    'a.js',
    `require.context('./dir', false, /\\/[xyz]\\.(ts|js)$/)`,
    'dir/x.ts',
    'dir/y.js',
  ],
  [
    'require.context of all',
    'a.js',
    `require.context('./dir/')`,
    'dir/deep/z.ts',
    'dir/index.ts',
    'dir/x.ts',
    'dir/y.js',
  ],
  [
    'import.meta.webpackContext',
    'a.js',
    `import.meta.webpackContext('./dir', { recursive: false, regExp: /^\\.\\/y/ })`,
    'dir/y.js',
  ],
  ['AMD define', 'a.js', `define(['./b', 'require'], function (b) {})`, 'b.ts'],
  [
    'AMD define with a name',
    'a.js',
    `define('a', ['./old', "./b"], (o, b) => o)`,
    'b.ts',
    'old.js',
  ],
  ['AMD wrapper of CommonJS', 'a.js', `define(function (require) { require('./b') })`, 'b.ts'],
  ['AMD require', 'a.js', `require(['./b'], function (b) {})`, 'b.ts'],
  ['AMD plugin', 'a.js', `define(['text!./view.html'], function (v) {})`, 'view.html'],
  [
    'AMD name below a folder above',
    'dir/a.js',
    `define(['dir/deep/z'], (z) => z)`,
    'dir/deep/z.ts',
  ],
  [
    'UMD',
    'a.js',
    `typeof define === 'function' ? define(['./b'], f) : f(require('./old'))`,
    'b.ts',
    'old.js',
  ],
  [
    'Vue, both scripts',
    'A.vue',
    `<script>import './b'</script>\n<script setup lang="ts">import './c'</script>`,
    'b.ts',
    'c.tsx',
  ],
  ['Vue, script by src', 'A.vue', `<template/><script src="./b.ts"></script>`, 'b.ts'],
  ['Vue component', 'a.ts', `import Page from './Page.vue'`, 'Page.vue'],
  [
    'Svelte, module script',
    'A.svelte',
    `<script context="module">import './b'</script><script lang="ts">import type { C } from './c'</script>`,
    'b.ts',
    'c.tsx',
  ],
  [
    'Astro, frontmatter and script',
    'a.astro',
    `---\nimport Page from './Page.vue'\nconst b: B = await import('./b')\n---\n<p>import './no'</p>\n<script>import './c'</script>`,
    'Page.vue',
    'b.ts',
    'c.tsx',
  ],
  [
    'MDX',
    'a.mdx',
    `import Page from './Page.vue'\nexport { b } from './b'\n\n# Hello\n\n<Page />\n`,
    'Page.vue',
    'b.ts',
  ],
  [
    'Glimmer',
    'a.gts',
    `import b from './b';\n<template>it's {{b "./no"}}</template>\nexport * from './c';`,
    'b.ts',
    'c.tsx',
  ],
];

/** What configurations say, and what is known where they say nothing. */
const RESOLVED: readonly (readonly [
  name: string,
  drawing: Readonly<Record<string, string>>,
  from: string,
  targets: readonly string[],
])[] = [
  [
    'an alias that only a bundler knows',
    { 'web/package.json': '{}', 'web/src/a.js': `import '@/b/c'`, 'web/src/b/c.vue': '' },
    'web/src/a.js',
    ['web/src/b/c.vue'],
  ],
  [
    'an alias of another package',
    { 'web/package.json': '{}', 'web/a.js': `import '@/b/c'`, 'src/b/c.js': '' },
    'web/a.js',
    [],
  ],
  [
    'a folder that only a bundler knows',
    { 'package.json': '{}', 'src/x/a.js': `import 'y/b'; import 'y'`, 'src/y/b.js': '' },
    'src/x/a.js',
    ['src/y/b.js'],
  ],
  [
    'a declared package, whatever lies around',
    { 'package.json': '{"dependencies":{"y":"1"}}', 'src/a.js': `import 'y/b'`, 'src/y/b.js': '' },
    'src/a.js',
    [],
  ],
  [
    'a package beside, where nothing says what the workspaces are',
    {
      'a/package.json': '{"name":"a","dependencies":{"b":"1","c":"1"}}',
      'a/x.js': `import 'b'; import 'c'`,
      'b/package.json': '{"name":"b","main":"lib"}',
      'b/lib/index.js': '',
      'c/package.json': '{"name":"c"}',
      'c/index.js': '',
      'd/package.json': '{"name":"c"}',
      'd/index.js': '',
    },
    'a/x.js',
    ['b/lib/index.js'],
  ],
  [
    'a path to what will be built',
    {
      'p/package.json': '{}',
      'p/bin/a.js': `require('../lib/cli'); require('../dist'); require('../dist/x.min.js'); require('./none')`,
      'p/src/cli.ts': '',
      'p/src/index.ts': '',
      'p/src/x.js': '',
      'p/src/none.ts': '',
    },
    'p/bin/a.js',
    ['p/src/cli.ts', 'p/src/index.ts', 'p/src/x.js'],
  ],
  ['text of a template engine', { 'a.js': `import '{{@key}}{{#if this}}'` }, 'a.js', []],
];

const NOT_FOUND: readonly Form[] = [
  ['line comment', 'a.ts', `// import './b'\n`],
  ['block comment', 'a.ts', `/* export * from './b' */ /** @type {import('./b').B} */ let a`],
  ['string', 'a.ts', `const s = "import './b'; require('./b')"`],
  ['template', 'a.ts', 'const s = `\nimport "./b"\n${name} require("./b")`'],
  ['regular expression', 'a.js', `const r = /require('.\\/b')/; r.test("import('./b')")`],
  ['JSX text', 'a.jsx', `const a = <p>import './b'; require('./b')</p>`],
  ['JSX attribute', 'a.tsx', `const a = <p title="import('./b')" />`],
  ['property', 'a.js', `a.require('./b'); a.import('./b'); a.define(['./b'])`],
  ['own function', 'a.js', `function define(names) {} class A { require() {} }`],
  ['custom element', 'a.js', `customElements.define('x-b', B); define('./b', {})`],
  ['Array.from', 'a.js', `Array.from('./b')`],
  ['text that is put together', 'a.js', `require('./' + name); import('./' + 'b')`],
  ['template with a hole', 'a.js', 'import(`./${name}`)'],
  ['glob that matches nothing', 'a.ts', `import.meta.glob('./none/*.ts')`],
  ['glob in a string', 'a.ts', `const s = "import.meta.glob('./*.ts')"`],
  ['filter that could take for ever', 'a.js', `require.context('./dir', true, /(a+)+$/)`],
  ['a list that a property holds', 'a.js', `const a = { require: ['./b'], define: ['./b'] }`],
  ['a bundle of AMD modules', 'a.js', `define('x/a', ['x/b', 'src/b'], f)`],
  ['AMD pseudo modules', 'a.js', `define(['require', 'exports', 'module'], f)`],
  [
    'Vue template and style',
    'A.vue',
    `<template>import './b'</template><style>@import './b';</style>`,
  ],
  ['commented script', 'A.svelte', `<!-- <script>import './b'</script> -->`],
  [
    'MDX example',
    'a.mdx',
    "text\n\n```js\nimport './b'\n```\n\n~~~\nimport './b'\n~~~\n\nWe import './b'.\n",
  ],
  ['Astro markup', 'a.astro', `<p>import './b'</p>`],
  ['declared module of others', 'a.ts', `declare module 'b' {}`],
  ['package of the same name as a file', 'a.ts', `import b from 'b'; import data from 'data.json'`],
];

describe.each([
  ['found', FOUND],
  ['no import', NOT_FOUND],
])('%s', (_, forms) => {
  test.each(forms)('%s', async (_name, file, text, ...targets) => {
    const expected = targets.map((path) => `src/${path}`);
    expect(await edgesOf(`src/${file}`, { ...AROUND, [`src/${file}`]: text })).toEqual(expected);
  });
});

test.each(RESOLVED)('resolved: %s', async (_name, drawing, from, targets) => {
  expect(await edgesOf(from, drawing)).toEqual(targets);
});
