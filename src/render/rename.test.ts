import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renamer, straySpellings } from './rename.js';

const line = renamer({ singular: 'line-item', plural: 'line-items' });
const person = renamer({ singular: 'person', plural: 'people' });

it.each([
  ['sample-item', 'line-item', 'person'],
  ['sample-items', 'line-items', 'people'],
  ['sampleItem', 'lineItem', 'person'],
  ['sampleItems', 'lineItems', 'people'],
  ['SampleItem', 'LineItem', 'Person'],
  ['SampleItems', 'LineItems', 'People'],
  ['sample_item', 'line_item', 'person'],
  ['sample_items', 'line_items', 'people'],
  ['SAMPLE_ITEM', 'LINE_ITEM', 'PERSON'],
  ['SAMPLE_ITEMS', 'LINE_ITEMS', 'PEOPLE'],
  ['sample items', 'line items', 'people'],
  ['Sample item', 'Line item', 'Person'],
  ['Sample Items', 'Line Items', 'People'],
])('writes %s as %s or %s', (specimen, two, one) => {
  expect(line(specimen)).toBe(two);
  expect(person(specimen)).toBe(one);
});

it.each([
  ['SampleItemsStore', 'PeopleStore'],
  ['newSampleItem', 'newPerson'],
  ['sample-item-not-found', 'person-not-found'],
  ["'sample-items.sample-item-added.v1'", "'people.person-added.v1'"],
  ['src/modules/sample-items/store.ts', 'src/modules/people/store.ts'],
  ['SAMPLE_ITEM_STORE', 'PERSON_STORE'],
  ['0001_sample_item.sql', '0001_person.sql'],
])('finds the word inside %s', (specimen, written) => {
  expect(person(specimen)).toBe(written);
});

it('does not rename what it has just written', () => {
  const nested = renamer({ singular: 'sample-item-list', plural: 'sample-item-lists' });
  expect(nested('sampleItem, sample-items')).toBe('sampleItemList, sample-item-lists');
});

it('finds spellings that it would leave behind', () => {
  expect(straySpellings('sampleItem SampleItems sample_items')).toEqual([]);
  expect(straySpellings('sampleitem, SAMPLE-ITEM, sampleItemise')).toEqual([
    'sampleitem',
    'SAMPLE-ITEM',
    'sampleItemise',
  ]);
});

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,6}$/);
const twoWords = fc
  .tuple(
    word,
    word.filter((one) => /^[a-z]/.test(one)),
  )
  .map((words) => words.join('-'))
  .map((singular) => ({ singular, plural: `${singular}s` }));

describe('any name of two words', () => {
  const forms = ['sample-item', 'sampleItem', 'SampleItem', 'sample_item', 'SAMPLE_ITEM'].flatMap(
    (form) => [form, form === 'SAMPLE_ITEM' ? `${form}S` : `${form}s`],
  );

  it('keeps all ten spellings apart', () => {
    fc.assert(
      fc.property(twoWords, (words) => {
        const written = forms.map(renamer(words));
        expect(new Set(written).size).toBe(forms.length);
      }),
    );
  });

  it('can be read back, so nothing was lost', () => {
    fc.assert(
      fc.property(twoWords, fc.shuffledSubarray(forms), (words, some) => {
        const text = some.join(' = ');
        const back = forms.toSorted((a, b) => b.length - a.length);
        const restored = back.reduce(
          (left, form) =>
            left.replaceAll(new RegExp(`\\b${renamer(words)(form)}\\b`, 'g'), `<${form}>`),
          renamer(words)(text),
        );
        expect(restored.replaceAll(/[<>]/g, '')).toBe(text);
      }),
    );
  });

  it('leaves every other text alone', () => {
    fc.assert(
      fc.property(twoWords, fc.string(), (words, text) => {
        fc.pre(!/sample/i.test(text));
        expect(renamer(words)(text)).toBe(text);
      }),
    );
  });
});
