import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cursorOf, readCursor } from './cursor.ts';
import { MARK, pieces, type Query } from './domain.ts';

const query: Query = {
  q: 'red pen',
  matching: 'words',
  order: 'relevance',
  minPrice: 0,
  maxPrice: 500,
};
const after = { by: 61_000, id: '0192f0c1-2b3c-7d4e-8f50-1234567890ab' };

test('a cursor leads back to where the page ended, in its own query', () => {
  assert.deepEqual(readCursor(cursorOf(query, after), query), { matching: 'words', after });
  assert.equal(readCursor(cursorOf(query, after), { ...query, q: 'blue pen' }), null);
  assert.equal(readCursor(cursorOf(query, after), { ...query, maxPrice: 400 }), null);
});

test('what is no cursor is none', () => {
  const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  for (const text of ['', 'x', forged(null), forged([]), forged(['', 'words', 1, "' or 1=1"])])
    assert.equal(readCursor(text, query), null, text);
});

test('a name comes in pieces, of which some were found', () => {
  const { from, to } = MARK;
  assert.deepEqual(pieces(`${from}Red${to} <b>ink</b> ${from}pen${to}`), [
    { text: 'Red', found: true },
    { text: ' <b>ink</b> ', found: false },
    { text: 'pen', found: true },
  ]);
  assert.deepEqual(pieces(''), []);
});
