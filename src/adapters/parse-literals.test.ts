import { expect, test } from 'vitest';
import { Computed } from '#shared/literal.js';
import { parseLiterals } from './parse-literals.js';

const computed = (source: string) => expect.objectContaining({ source });

test.each<[string, unknown]>([
  ['module.exports = { a: 1, "b-c": [true, null], };', { a: 1, 'b-c': [true, null] }],
  [`export default ['a' + "b", \`c\`, 'd\\'e\\u0041\\n']`, ['ab', 'c', "d'eA\n"]],
  ['// first\nconst one = ["x"] /* y */\nexport default [...one, one]', ['x', ['x']]],
  ['const one = { a: 1 };\nmodule.exports = { ...one, one }', { a: 1, one: { a: 1 } }],
  ['export default defineConfig([{ a: 1 }])', [{ a: 1 }]],
  ['export default tseslint.config({ a: 1 }, { b: 2 })', [{ a: 1 }, { b: 2 }]],
  ['export default { a: (1) }', { a: 1 }],
  ['const unused = 1', undefined],
])('%s', (source, value) => expect(parseLiterals(source)).toEqual(value));

test.each<[string, unknown]>([
  ['export default { a: f(1), b: 2 }', { a: computed('f(1)'), b: 2 }],
  [
    'export default { a: x ? 1 : 2, b: [y, 3] }',
    { a: computed('x ? 1 : 2'), b: [computed('y'), 3] },
  ],
  [
    'export default { a: `${x}`, b: /a{2},]/.source, c: 4 }',
    { a: computed('`${x}`'), b: expect.any(Computed), c: 4 },
  ],
  [
    'export default { a() { return { b: 1 }; }, c: () => ({}), d: 5 }',
    { a: computed('a() { return { b: 1 }; }'), c: computed('() => ({})'), d: 5 },
  ],
  ['import x from "x";\nexport default [...x.list, { a: 1 }]', [computed('x.list'), { a: 1 }]],
  ['export default { ...x, a: 1 }', { '...x': computed('...x'), a: 1 }],
  ['let changed = 1;\nexport default { changed }', { changed: computed('changed') }],
])('what only running it would tell is computed, and the rest is read: %s', (source, value) =>
  expect(parseLiterals(source)).toEqual(value),
);

test('nothing of it is run', () => {
  const source = 'globalThis.ran = true;\nmodule.exports = { a: (globalThis.ran = true) };';
  expect(parseLiterals(source)).toEqual({ a: computed('globalThis.ran = true') });
  expect('ran' in globalThis).toBe(false);
});

test.each([
  '{',
  'module.exports = {',
  'module.exports = [[[',
  'export default "a',
  '\0',
  'const',
  'export default a.',
])('what is no JavaScript ends: %j', (source) => expect(() => parseLiterals(source)).not.toThrow());
