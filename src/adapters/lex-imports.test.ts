import { expect, test } from 'vitest';
import { lexImports } from './lex-imports.js';

type Form = readonly [code: string, ...expected: string[]];

/** Every form in one line and what it means: kind, specifier and what is taken. */
const EVERYWHERE: readonly Form[] = [
  [`import a from './a.js'`, 'value ./a.js default'],
  [`import * as a from "./a.js";`, 'value ./a.js *'],
  [`import './a.js'`, 'value ./a.js'],
  [`import'./a.js'`, 'value ./a.js'],
  [`import {} from './a.js'`, 'value ./a.js'],
  [`import{a}from'./a.js'`, 'value ./a.js a'],
  [`import { a as b, c, } from './a.js' with { type: 'json' }`, 'value ./a.js a,c'],
  [`import data from './a.json' assert { type: 'json' }`, 'value ./a.json default'],
  [`import { 'a b' as c, default as d } from './a.js'`, 'value ./a.js a b,default'],
  [`import d, { e } from './a.js'`, 'value ./a.js default,e'],
  [`import d, * as e from './a.js'`, 'value ./a.js default,*'],
  [`import /* a */ d /* b */ from /* c */ './a.js' // d`, 'value ./a.js default'],
  [`import {\n  a, // first 'x'\n  b,\n} from './a.js'`, 'value ./a.js a,b'],
  [`import defer * as a from './a.js'`, 'value ./a.js *'],
  [`import source a from './a.wasm'`, 'value ./a.wasm default'],
  [`import defer from './a.js'`, 'value ./a.js default'],
  [`import from from './a.js'`, 'value ./a.js default'],
  [`import type from './a.js'`, 'value ./a.js default'],
  [`import { type } from './a.js'`, 'value ./a.js type'],
  [`import './\\u0061.js'`, 'value ./a.js'],
  [`import a from './a.svg?url'; import './a.css'`, 'value ./a.svg?url default', 'value ./a.css'],
  [`export { a } from './a.js'`, 're-export ./a.js a'],
  [`export { default, a as 'b c' } from './a.js'`, 're-export ./a.js default,a'],
  [`export * from './a.js'`, 're-export ./a.js *'],
  [`export*from'./a.js'`, 're-export ./a.js *'],
  [`export * as a from './a.js'`, 're-export ./a.js *'],
  [`export * as default from './a.js'`, 're-export ./a.js *'],
  [`export {} from './a.js'`, 're-export ./a.js'],
  [`export { a } from /* why */ './a.js'`, 're-export ./a.js a'],
  [`export a from './a.js'`, 're-export ./a.js default'],
  [`const a = await import('./a.js')`, 'dynamic ./a.js *'],
  [`const { a, b: c } = await import('./a.js')`, 'dynamic ./a.js a,b'],
  [`import('./a.js').then((a) => a)`, 'dynamic ./a.js *'],
  ['import(`./a.js`)', 'dynamic ./a.js *'],
  [`import(/* webpackChunkName: "a" */ './a.js')`, 'dynamic ./a.js *'],
  [`import(\n  // @vite-ignore\n  './a.js'\n)`, 'dynamic ./a.js *'],
  [`import('./a.json', { with: { type: 'json' } })`, 'dynamic ./a.json *'],
  [`import('./a.js',)`, 'dynamic ./a.js *'],
  [`import(('./a.js'))`, 'dynamic ./a.js *'],
  [`import.defer('./a.js'); import.source('./b.js')`, 'dynamic ./a.js *', 'dynamic ./b.js *'],
  ['const s = `${await import("./a.js")}`', 'dynamic ./a.js *'],
  [`x = [...(await import('./a.js')).b]`, 'dynamic ./a.js *'],
  [`const a = require('./a.js')`, 'require ./a.js *'],
  [`const { a } = require('./a.js')`, 'require ./a.js a'],
  [`const a = require('./a.js').b`, 'require ./a.js b'],
  [`module.exports = require('./a.js')`, 'require ./a.js *'],
  [
    `module.exports = { ...require('./a.js'), b: require("./b.js") }`,
    'require ./a.js *',
    'require ./b.js *',
  ],
  ['require(`./a.js`)', 'require ./a.js *'],
  [`require?.('./a.js')`, 'require ./a.js *'],
  [`if (x) require('./a.js'); else require('./b.js')`, 'require ./a.js *', 'require ./b.js *'],
  [`const a = require.resolve('./a.js')`, 'resolve ./a.js'],
  [`try { a = require('a') } catch {} b = require('b')`, 'tried a *', 'require b *'],
  [`try { if (x) { await import('a') } } finally { require('b') }`, 'tried a *', 'require b *'],
  [`object.try({ a: require('a') })`, 'require a *'],
  [`require.resolve('./a.js', { paths: [] })`, 'resolve ./a.js'],
  [`const a = module.require('./a.js')`, 'require ./a.js *'],
  [`const load = createRequire(import.meta.url); load('./a.js')`, 'require ./a.js *'],
  [`const load = module.createRequire(__filename); load.resolve('./a.js')`, 'resolve ./a.js'],
  [
    `import { createRequire as make } from 'node:module'; const r = make(import.meta.url); r('./a.js')`,
    'value node:module createRequire',
    'require ./a.js *',
  ],
  [`createRequire(import.meta.url)('./a.js')`, 'require ./a.js *'],
  [`const a = import.meta.resolve('./a.js')`, 'resolve ./a.js'],
  [`new URL('./a.js', import.meta.url)`, 'resolve ./a.js'],
  [`new Worker(new URL('a.js', import.meta.url), { type: 'module' })`, 'resolve ./a.js'],
  [`jest.mock('./a.js', () => ({}))`, 'mock ./a.js'],
  [`vi.mock('./a.js')`, 'mock ./a.js'],
  [`vi.mock(import('./a.js'), () => ({}))`, 'mock ./a.js'],
  [`vi.doMock("./a.js"); jest.unmock('./b.js')`, 'mock ./a.js', 'mock ./b.js'],
  [`jest.requireActual('./a.js')`, 'require ./a.js *'],
  [`await vi.importActual('./a.js')`, 'dynamic ./a.js *'],
  [`#!/usr/bin/env node\nimport './a.js'`, 'value ./a.js'],
  [
    `/// <reference path="a.d.ts" />\n/// <reference types='node' />\nlet a`,
    'type ./a.d.ts',
    'type node',
  ],
  ["const s = `${require('./a.js')}`", 'require ./a.js *'],
  [`const r = /require('.\\/a.js')/; require('./a.js')`, 'require ./a.js *'],
  [`if (x) /'/.test(y); require('./a.js')`, 'require ./a.js *'],
  [`const q = a / b; require('./a.js'); c / d`, 'require ./a.js *'],
  [`a++ / b; "'"; require('./a.js')`, 'require ./a.js *'],
  [`x = { y: 1 } / 2; '/'; require('./a.js')`, 'require ./a.js *'],
  [`const r = /[/'"]/g; require('./a.js')`, 'require ./a.js *'],
  [`return /"/.test(a) ? 1 : require('./a.js')`, 'require ./a.js *'],
  ["x = `a${`b${/`/.source}`}`; require('./a.js')", 'require ./a.js *'],
  [`const x = a.return / b; require('./a.js') / 2`, 'require ./a.js *'],
  // No import at all.
  [`import(name)`],
  [`import('./' + name)`],
  ['import(`./${name}.js`)'],
  [`require(name); require('./a' + '.js'); require()`],
  [`const a = other.require('./a.js')`],
  [`import.meta.url; const x = { import: 1, require: 2 }; x.import('./a.js')`],
  [`// import './a.js'\n/* require('./a.js') */\nfoo()`],
  [`/* import a from './a.js' */ // export * from './a.js'`],
  ["const s = \"require('./a.js')\" + `import './a.js'` + 'export * from \"./a.js\"'"],
  ['const s = `\nimport a from "./a.js";\nexport * from "./b.js"\n`'],
  [`const r = /require('.\\/a.js')/; f()`],
  [`const r = /import("a")/`],
  [`function require(a) {} class A { require() {} import() {} }`],
  [
    `new URL('https://example.org/a.js', import.meta.url); new URL('./a/', import.meta.url); new URL('.', import.meta.url)`,
  ],
  [`new URL('./a.js', base); new URL('./a.js')`],
  [`const load = createRequire(elsewhere); load('./a.js')`],
  [`jest.fn('./a.js'); vi.spyOn(a, './a.js'); mock('./a.js')`],
  [`Array.from('./a.js'); const from = './a.js'; export { from }; './b.js'`],
  [`const f = (from) => from\n'./a.js'; export default f`],
  [`let a\n/// <reference path="./a.d.ts" />\nimport.meta`],
];

const TYPESCRIPT: readonly Form[] = [
  [`import type T from './a.js'`, 'type ./a.js default'],
  [`import type { T } from './a.js'`, 'type ./a.js T'],
  [`import type * as T from './a.js'`, 'type ./a.js *'],
  [`import type from from './a.js'`, 'type ./a.js default'],
  [`import type, { a } from './a.js'`, 'value ./a.js default,a'],
  [`import d, { type T } from './a.js'`, 'value ./a.js default,T'],
  [`import { type A, type B as C } from './a.js'`, 'type ./a.js A,B'],
  [`import { type A, b } from './a.js'`, 'value ./a.js A,b'],
  [`import { type as b } from './a.js'`, 'value ./a.js type'],
  [`import { type as as b } from './a.js'`, 'type ./a.js as'],
  [`import { type as } from './a.js'`, 'type ./a.js as'],
  [`import { type default as A } from './a.js'`, 'type ./a.js default'],
  [`import {\n  type A, // first\n  type B,\n} from './a.js'`, 'type ./a.js A,B'],
  [`import a = require('./a.js')`, 'require ./a.js *'],
  [`export import a = require('./a.js')`, 'require ./a.js *'],
  [`import type a = require('./a.js')`, 'type ./a.js *'],
  [`export type { A } from './a.js'`, 'type ./a.js A'],
  [`export type * from './a.js'`, 'type ./a.js *'],
  [`export type * as A from './a.js'`, 'type ./a.js *'],
  [`export { type A, type B } from './a.js'`, 'type ./a.js A,B'],
  [`export { type A, b } from './a.js'`, 're-export ./a.js A,b'],
  [`let a: typeof import('./a.js')`, 'type ./a.js *'],
  [`let a: import('./a.js').A = b`, 'type ./a.js A'],
  [`let a: import('./a.js')`, 'type ./a.js *'],
  [
    `type A = typeof import('./a.js').default; type B = Promise<import("./b.js").C<string>>`,
    'type ./a.js default',
    'type ./b.js C',
  ],
  [
    `interface A { b: import('./a.js').B; c?: import('./c.js').C }`,
    'type ./a.js B',
    'type ./c.js C',
  ],
  [`function f(a: import('./a.js').A): import('./b.js').B {}`, 'type ./a.js A', 'type ./b.js B'],
  [`let a: import('./a.js', { with: { 'resolution-mode': 'import' } }).A`, 'type ./a.js A'],
  [
    `const a = b as import('./a.js').A; c satisfies import('./c.js').C`,
    'type ./a.js A',
    'type ./c.js C',
  ],
  [
    `const o = { a: import('./a.js'), b: () => import('./b.js') }`,
    'dynamic ./a.js *',
    'dynamic ./b.js *',
  ],
  [`const o = x ? import('./a.js') : import('./b.js')`, 'dynamic ./a.js *', 'dynamic ./b.js *'],
  [`x = y || import('./a.js')`, 'dynamic ./a.js *'],
  [`vi.mock<typeof import('./a.js')>('./a.js')`, 'mock ./a.js'],
  [`declare module './a.js' { interface A {} }`, 'type ./a.js'],
  [
    `declare module 'a' { import { B } from './b.js'; export * from './c.js' } import './d.js'`,
    'type ./b.js B',
    'type ./c.js *',
    'value ./d.js',
  ],
  [`import module from 'm'\n{ require('./a.js') }`, 'value m default', 'require ./a.js *'],
  [`const n = a! / 2; require('./a.js') // '/`, 'require ./a.js *'],
  [`const a = <T>(x: T) => x; const r = <any>/'/; require('./a.js')`, 'require ./a.js *'],
  [
    `abstract class A<T extends object = {}> { @dec() private readonly a?: T; #b = require('./a.js') }`,
    'require ./a.js *',
  ],
  [
    `enum E { A = 'import' } namespace N { export import B = C.D } export = E; require('./a.js')`,
    'require ./a.js *',
  ],
  [`declare module '*.svg' { const a: string; export default a }`],
  [`import A = B.C; import type D = B.E`],
  [`/** @type {import('./a.js').A} */ let a`],
];

const JAVASCRIPT: readonly Form[] = [
  [`/** @type {import('./a.js').A} */ let a`, 'type ./a.js *'],
  [
    `/**\n * @typedef {typeof import("./a.js")} A\n * @param {{ b: import('./b.js').B }} c\n */`,
    'type ./a.js *',
    'type ./b.js *',
  ],
  [`/** @import { A, B as C } from './a.js' */`, 'type ./a.js A,B'],
  [`/**\n * @import * as A from "./a.js"\n */ let a`, 'type ./a.js *'],
  [`/**\n * @import {\n *   A,\n *   B,\n * } from './a.js'\n */`, 'type ./a.js A,B'],
  [`/** See import('./a.js') and {@link import('./a.js')}\n * @example import('./a.js')\n */ a()`],
  [`/* @type {import('./a.js').A} */ // @type {import('./a.js').A}`],
  [`import typeof A from './a.js'`, 'type ./a.js default'],
];

const told = (path: string, code: string) =>
  lexImports(path, code).imports.map(({ kind, specifier, names }) =>
    `${kind} ${specifier} ${names.join(',')}`.trimEnd(),
  );

for (const file of ['x.ts', 'x.mts', 'x.cts', 'x.tsx', 'x.js', 'x.jsx', 'x.mjs', 'x.cjs']) {
  const own = /tsx?$/.test(file) ? TYPESCRIPT : JAVASCRIPT;
  const forms = [...EVERYWHERE, ...own].filter(
    ([code]) => !(file === 'x.tsx' && code.includes('<any>')),
  );
  test.each(forms)(`${file}: %s`, (code, ...expected) => {
    expect(told(file, code)).toEqual(expected);
    // The same among other code, so that what comes after the last import is also read.
    const within = `${code.startsWith('#!') ? '' : '\n'}${code}\nfunction after() { return "import" }\n;import './last.js'`;
    expect(told(file, within)).toEqual([...expected, 'value ./last.js']);
  });
}

test('imports next to JSX are found, and text in tags is not code', () => {
  const code = `
    import { useState, type FC } from 'react';
    const Lazy = lazy(() => import('./lazy.js'));
    export const A: FC<{ a: string }> = <T,>({ a }: T) => (
      <>
        Don't import './no.js' or require('./no.js') {/* import './no.js' */}
        <b title='a > b' on={() => require('./yes.js')} {...rest}>{"a"}</b>
        <C.D<string> render=<i /> /> {x < y ? <br /> : \`\${<p>it's</p>}\`}
        < a href="import('./no.js')" / >
      </>
    );
    const generic = <T extends object>(t: T) => t; type F = <T>(x: T) => void;
    const t = (x as any) < 3 || y > 2; if (a) <b>'</b>;
    export * from './last.js';`;
  const expected = [
    'value react useState,FC',
    'dynamic ./lazy.js *',
    'require ./yes.js *',
    're-export ./last.js *',
  ];
  expect(told('x.tsx', code)).toEqual(expected);
  expect(told('x.js', code)).toEqual(expected);
});

test('scripts within markup are read, each in its language', () => {
  const code = `<!-- <script>import './no.js'</script> -->
<script lang="ts">
import type { A } from './a.js'
</script>
<script setup lang='ts' generic="T extends A">
let b: import('./b.js').B
</script>
<script src="./c.ts"></script>
<script>/** @type {import('./d.js').D} */ import('./e.js')</script>
<template><p>import './no.js' require('./no.js')</p></template>
<style>@import './no.css';</style>`;
  const expected = [
    'type ./a.js A',
    'type ./b.js B',
    'value ./c.ts *',
    'type ./d.js *',
    'dynamic ./e.js *',
  ];
  expect(told('x.vue', code)).toEqual(expected);
  expect(told('x.svelte', code)).toEqual(expected);
  const { imports } = lexImports('x.vue', code);
  expect(imports.map(({ offset }) => code.slice(offset, offset + 6))).toEqual([
    'import',
    'import',
    '<scrip',
    'import',
    'import',
  ]);
});

test('a declaration file imports types only', () => {
  for (const path of ['x.d.ts', 'x.d.mts', 'x.d.css.ts']) {
    expect(told(path, `import { a } from './a.js'; export * from './b.js'`)).toEqual([
      'type ./a.js a',
      'type ./b.js *',
    ]);
  }
});

test('a bundle of Browserify requires what it holds', () => {
  const bundle =
    '(function(){function r(e,n,t){var u=require;}return r})()({1:[function(require,module,exports){var util = require("./util");},{"./util":2}],2:[function(require,module,exports){},{}]},{},[1]);';
  expect(lexImports('a.js', bundle).imports).toEqual([]);
  expect(lexImports('a.js', `// ${' '.repeat(2000)}\n${bundle}`).imports).toHaveLength(1);
});

test('the offset is that of the keyword', () => {
  const { imports } = lexImports('x.ts', `const a = 1;\n  import('./b.js');\nrequire('./c.js')`);
  expect(imports.map(({ offset }) => offset)).toEqual([15, 33]);
});

test('what can be read is told beside what cannot', () => {
  const code = `import './a.js'\nimport { b from './b.js'\nimport './c.js'`;
  expect(lexImports('x.ts', code)).toMatchObject({
    imports: [{ specifier: './a.js' }, { specifier: './c.js' }],
    problem: 'an import cannot be read',
  });
});

test.each([
  ['import "./a.js"; const a = `never closed; import'],
  [`import './a.js'; const a = \`\${${'`${'.repeat(5000)} import`],
  [`import './a.js'; ${'{'.repeat(100_000)} \` import`],
  ['import "./a.js"; /* import'],
])('broken syntax is told, never thrown (%#)', (code) => {
  const { imports, problem } = lexImports('x.ts', code);
  expect(imports).toMatchObject([{ specifier: './a.js' }]);
  expect(problem).toEqual(expect.any(String));
});

test.each([
  ['<a '.repeat(20_000)],
  ['<a>{'.repeat(5000)],
  ['<a<'.repeat(20_000)],
  ['import {'.repeat(20_000)],
  ['import a,'.repeat(30_000)],
  [`import ${'/**/'.repeat(30)}`.repeat(300)],
  ['export {'.repeat(20_000)],
  ['a=/['.repeat(50_000)],
  ['const f = <T>(x) => '.repeat(5000)],
  ['x'.repeat(3_000_000)],
  ['jest.mock<'.repeat(20_000)],
  ['/** @type {'.repeat(20_000)],
  ['/** @type { import(*/'.repeat(20_000)],
  ['\n * @import {'.repeat(5000)],
  ['createRequire(import.meta.url'.repeat(20_000)],
  ["new URL('a',".repeat(20_000)],
  ['const {'.repeat(20_000) + '} = require("a")'],
  ['/// <reference '.repeat(20_000)],
])('hostile text takes no time to speak of (%#)', (code) => {
  // Of the processor, so that other work on this machine does not count.
  const before = process.cpuUsage();
  for (const path of ['x.tsx', 'x.js', 'x.vue']) lexImports(path, `${code};import "a"`);
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(10_000);
});
