import { expect, test } from 'vitest';
import { erasedImports } from './lex-imports.js';

const isErased = (code: string, path = 'a.ts', hasMetadata = false) =>
  erasedImports(path, `import D, { A, b as B } from './a';\n${code}`, hasMetadata, ['./a'])
    .length === 1;

test.each([
  'let x: A | null = null;',
  'const x = y ?? z;\nlet w: A;',
  'export const f = (a: A, { b }: { b: B }): D<A> => a.b;',
  'function f(this: A, ...rest: B[]): asserts rest is D[] {}',
  'class C<T extends A = B> implements D, A<B> { x?: A; #y!: B; get z(): A { return 1; } }',
  'class C extends E<A> { constructor(private readonly a: A, b?: B) { super(); } }',
  'interface I extends A<B> { x: D; f(): A; }',
  'type T<X extends A> = X extends (infer U extends B)[] ? U[] : typeof D;',
  'const x = y as A satisfies B;\nconst w = z as const satisfies D;\nconst z = <A>{ x: 1 };',
  'const m = new Map<A, B[]>();\nf<A, B>(1);\nconst g = h<D>`x`;',
  'const o = { f(a: A): B { return a; }, A: 1, async *g(): D {} };',
  'x ? (y as A) : z;\nx.A.b?.B;',
  'switch (x) { case 1: break; default: y(); }\nlet v: A;',
  'export const f = (x): ((y: A) => B) => { return y; };',
  'export const f = (x): (y: A) => asserts y is B => g;',
  'declare const x: unique symbol;\nlet y: new () => A, z: abstract new (a: B) => D;',
  'export type { A };\nexport { c } from "./c";',
  'let x: `${A}-${B}`; let y: { [K in keyof A]?: B }; let z: readonly [a: A, b?: B];',
  '// A()\nconst s = "A", t = `B ${1}`, r = /A/;',
])('only types: %s', (code) => expect(isErased(code)).toBe(true));

test.each([
  'A();',
  'new B;',
  'class C extends A {}',
  'export { A };',
  'export default D;',
  'export = A;',
  'import X = A.B;',
  'let x = a < A, y = b > c;\nif (i < A.length) {}',
  'const o = { A };\nconst p = { x: A };\nf({ x: B });\nthrow { x: A };',
  'const { x = A } = y;\nconst f = (x = B) => x;',
  'x ? A : b;\nx ? b : A;',
  'switch (x) { case A: f(); }',
  'switch (x) { default: A(); }',
  'enum E { X = A.y }',
  'const s = `${A}`;\ntypeof A;\n[...A];',
  'const f = (): ((x: string) => void) => { A(); };',
  'const f = (): void => A;',
  '@A() class C {}',
  'const k = { [A.x]: 1 };',
])('a value: %s', (code) => expect(isErased(code)).toBe(false));

test('the name of a tag is a value, and so is what classic tags are made with', () => {
  expect(isErased('const x = <A.b c={{ d: 1 }} />;', 'a.tsx')).toBe(false);
  expect(isErased('const x = <i style={{ x: B }} />;', 'a.tsx')).toBe(false);
  expect(isErased('const x = <i a="A">A</i>;\nlet y: A;', 'a.tsx')).toBe(true);
  expect(isErased('const f = <T,>(a: A<T>) => <i />;', 'a.tsx')).toBe(true);
  const classic = "import React from './react';\nexport const x = <i />;";
  expect(erasedImports('a.tsx', classic, false, ['./react'])).toEqual([]);
});

test('types that decorators are told are values', () => {
  const code = 'class C { constructor(@X() a: A) {} }';
  expect([isErased(code, 'a.ts', false), isErased(code, 'a.ts', true)]).toEqual([true, false]);
  expect(isErased('class C { constructor(a: A) {} }', 'a.ts', true)).toBe(true);
});

test('every statement is judged by its own names', () => {
  const text = [
    "import './a';",
    "import { type A, B } from './b';",
    "import * as C from './c';",
    "import type { D } from './d';",
    "import { E, F } from './e'; // unused",
    'C.x(); let b: B;',
  ].join('\n');
  expect(erasedImports('a.ts', text, false, ['./b', './c', './e'])).toEqual([
    text.indexOf('import { type'),
    text.indexOf('import { E'),
  ]);
});

test('nothing is dropped of what cannot be read', () => {
  expect(isErased('let x: A; `')).toBe(false);
  expect(isErased(`let x: ${'('.repeat(10)}${'<'.repeat(5_000)}A;`)).toBe(false);
});

test('what comes after the last answer is not read', () => {
  const text = "import { A } from './a';\nimport { B } from './b';\nA;\n`";
  expect(erasedImports('a.ts', text, false, ['./a'])).toEqual([]);
  expect(erasedImports('a.ts', text.slice(0, -1), false, ['./b'])).toEqual([
    text.indexOf('import { B'),
  ]);
  expect(erasedImports('a.ts', 'A;\nimport { A } from "./a";', false, ['./a'])).toEqual([]);
});
