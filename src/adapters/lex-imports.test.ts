import { beforeAll, expect, test } from 'vitest';
import { lexImports, readyToLex } from './lex-imports.js';
import { lexTolerantly } from './lex-tolerant.js';

beforeAll(readyToLex);

/** Every form in one line, what it means, and whether only TypeScript knows it. */
const FORMS: readonly (readonly [code: string, expected: readonly string[]])[] = [
  [`import a from './a.js'`, ['value ./a.js']],
  [`import * as a from "./a.js";`, ['value ./a.js']],
  [`import './a.js'`, ['value ./a.js']],
  [`import {} from './a.js'`, ['value ./a.js']],
  [`import { a as b, c } from './a.js' with { type: 'json' }`, ['value ./a.js']],
  [`import d, { type T } from './a.js'`, ['value ./a.js']],
  [`import type T from './a.js'`, ['type ./a.js']],
  [`import type { T } from './a.js'`, ['type ./a.js']],
  [`import type from './a.js'`, ['value ./a.js']],
  [`import { type A, type B as C } from './a.js'`, ['type ./a.js']],
  [`import { type A, b } from './a.js'`, ['value ./a.js']],
  [`import { type } from './a.js'`, ['value ./a.js']],
  [`import { type as b } from './a.js'`, ['value ./a.js']],
  [`import {\n  type A, // first\n  type B,\n} from './a.js'`, ['type ./a.js']],
  [`import a = require('./a.js')`, ['require ./a.js']],
  [`export { a } from './a.js'`, ['re-export ./a.js']],
  [`export * from './a.js'`, ['re-export ./a.js']],
  [`export * as a from './a.js'`, ['re-export ./a.js']],
  [`export {} from './a.js'`, ['re-export ./a.js']],
  [`export type { A } from './a.js'`, ['type ./a.js']],
  [`export type * from './a.js'`, ['type ./a.js']],
  [`export { type A, type B } from './a.js'`, ['type ./a.js']],
  [`export { type A, b } from './a.js'`, ['re-export ./a.js']],
  [`const a = await import('./a.js')`, ['dynamic ./a.js']],
  [`import('./a.js').then((a) => a)`, ['dynamic ./a.js']],
  [`import(name)`, []],
  [`let a: typeof import('./a.js')`, ['type ./a.js']],
  [`let a: import('./a.js').A = b`, ['type ./a.js']],
  [`const a = require('./a.js')`, ['require ./a.js']],
  [`const a = require.resolve('./a.js')`, ['require ./a.js']],
  [`const a = module.require('./a.js')`, ['require ./a.js']],
  [`const a = other.require('./a.js')`, []],
  [`import.meta.url; const x = { import: 1 }; x.import('./a.js')`, []],
  [`// import './a.js'\n/* require('./a.js') */`, []],
  ["const s = \"require('./a.js')\" + `import './a.js'`", []],
  ["const s = `${require('./a.js')}`", ['require ./a.js']],
  [`const r = /require('.\\/a.js')/; f()`, []],
  [`if (x) /'/.test(y); require('./a.js')`, ['require ./a.js']],
  [`const q = a / b; require('./a.js'); c / d`, ['require ./a.js']],
];

const told = (outcome: ReturnType<typeof lexImports>) =>
  outcome.ok
    ? outcome.imports.map(({ kind, specifier }) => `${kind} ${specifier}`)
    : outcome.reason;

test.each(FORMS)('%s', (code, expected) => {
  expect(told(lexImports('x.ts', code))).toEqual(expected);
});

test.each(FORMS)('read token by token: %s', (code, expected) => {
  expect(told(lexTolerantly(code, false))).toEqual(expected);
});

test('imports next to JSX are found, and text in tags is not code', () => {
  const code = `
    import { useState, type FC } from 'react';
    const Lazy = lazy(() => import('./lazy.js'));
    export const A: FC<{ a: string }> = <T,>({ a }: T) => (
      <>
        Don't import './no.js' or require('./no.js') {/* import './no.js' */}
        <b title='a > b' on={() => require('./yes.js')} {...rest}>{"a"}</b>
        <C.D<string> render=<i /> /> {x < y ? <br /> : \`\${<p>it's</p>}\`}
      </>
    );
    const generic = <T extends object>(t: T) => t; type F = <T>(x: T) => void;
    export * from './last.js';`;
  const expected = ['value react', 'dynamic ./lazy.js', 'require ./yes.js', 're-export ./last.js'];
  expect(told(lexImports('x.tsx', code))).toEqual(expected);
  expect(told(lexImports('x.js', code))).toEqual(expected);
});

test('a declaration file imports types only', () => {
  expect(told(lexImports('x.d.ts', `import { a } from './a.js'; export * from './b.js'`))).toEqual([
    'type ./a.js',
    'type ./b.js',
  ]);
});

test('the offset is that of the statement', () => {
  const outcome = lexImports('x.ts', `const a = 1;\n  import('./b.js');\nrequire('./c.js')`);
  expect(outcome.ok && outcome.imports.map(({ offset }) => offset)).toEqual([15, 33]);
});

test.each([
  ['const a = `never closed'],
  ['const a = `${'.repeat(5000)],
  ['{'.repeat(100_000) + '`'],
])('broken syntax is told, never thrown (%#)', (code) => {
  expect(lexImports('x.ts', code)).toMatchObject({ ok: false });
});

test.each([
  ['<a '.repeat(20_000)],
  ['<a>{'.repeat(5000)],
  ['import {'.repeat(20_000)],
  ['import a,'.repeat(30_000)],
  [`import ${'/**/'.repeat(30)}`.repeat(300)],
  ['export {'.repeat(20_000)],
  ['a=/['.repeat(50_000)],
  ['const f = <T>(x) => '.repeat(5000)],
  ['x'.repeat(3_000_000)],
])('hostile text takes no time to speak of (%#)', (code) => {
  const start = performance.now();
  lexTolerantly(code, true);
  expect(performance.now() - start).toBeLessThan(3000);
});
