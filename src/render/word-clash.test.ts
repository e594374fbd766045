import { expect, it } from 'vitest';
import type { Module } from '#architecture/schema.js';
import { wordClashes } from './word-clash.js';

const FILES = new Map([
  [
    'modules/sample-items/files/src/domain.ts',
    "/** A label */ const name = 'title'; function rename(sampleItem: SampleItem) { return { colour: sampleItem.shape }; }",
  ],
  ['base/files/src/other.ts', 'const elsewhere = 1;'],
]);

function clashes(singular: string, plural: string, template = 'sample-items'): string[] {
  const module: Module = { name: plural, singular, template, engine: 'postgres', paths: [] };
  return wordClashes([module], FILES).map(({ code }) => code);
}

it('refuses a word that would capture another name', () => {
  expect(clashes('name', 'names')).toEqual(['MODULE_WORD_TAKEN']);
  expect(clashes('rename', 'renames')).toEqual(['MODULE_WORD_TAKEN']);
});

it.each([
  ['label', 'labels', 'only in a comment'],
  ['title', 'titles', 'only in a string'],
  ['colour', 'colours', 'only as a key'],
  ['shape', 'shapes', 'only as a property'],
  ['elsewhere', 'elsewheres', 'in another template'],
  ['invoice', 'invoices', 'nowhere'],
  ['sample-item', 'sample-items', 'the specimen itself'],
])('accepts %s:%s: used %s', (singular, plural) => {
  expect(clashes(singular, plural)).toEqual([]);
});

it('does not judge ready-made modules', () => {
  expect(clashes('name', 'names', 'names')).toEqual([]);
});
