import type { Module } from '#architecture/schema.js';

/** The two words of a module, kebab-case. */
export type Words = Pick<Module, 'singular'> & { readonly plural: string };

const SPECIMEN: Words = { singular: 'sample-item', plural: 'sample-items' };

/** How a kebab-case word is written in each place of a repo. */
const FORMS: readonly ((word: string) => string)[] = [
  (word) => word,
  snake,
  (word) => snake(word).toUpperCase(),
  (word) => spaced(word),
  (word) => capital(spaced(word)),
  (word) => word.split('-').map(capital).join(' '),
  camel,
  (word) => capital(camel(word)),
];

/** Longest first, and a word ends before the next lower-case letter: `sampleItems` is no `sampleItem`. */
const SPELLING = new RegExp(
  `(?:${FORMS.flatMap((form) => [form(SPECIMEN.plural), form(SPECIMEN.singular)]).join('|')})(?![a-z])`,
  'g',
);

/** Writes the specimen's text or path in the words of another module; one pass, so order is irrelevant. */
export function renamer(words: Words): (text: string) => string {
  const names = new Map(
    FORMS.flatMap((form) => [
      [form(SPECIMEN.plural), form(words.plural)],
      [form(SPECIMEN.singular), form(words.singular)],
    ]),
  );
  return (text) => text.replace(SPELLING, (found) => names.get(found) ?? found);
}

/** Spellings of the specimen that no form covers, so that renaming would leave them behind. */
export function straySpellings(text: string): string[] {
  return [...new Set(text.replace(SPELLING, '').match(/\w*sample[-_ ]?item\w*/gi))];
}

function snake(word: string): string {
  return word.replaceAll('-', '_');
}

function spaced(word: string): string {
  return word.replaceAll('-', ' ');
}

/** `line-items` as an identifier: `lineItems`. */
export function camel(word: string): string {
  return word.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
