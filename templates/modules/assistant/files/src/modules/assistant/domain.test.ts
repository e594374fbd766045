import assert from 'node:assert/strict';
import { test } from 'node:test';
import { citedIn, passagesOf } from './domain.ts';

test('a short text is one passage, no text is none', () => {
  assert.deepEqual(passagesOf(' One. Two. '), ['One. Two.']);
  assert.deepEqual(passagesOf(' \n '), []);
});

test('a passage ends with a paragraph, else with a sentence', () => {
  const sentence = `${'word '.repeat(50).trim()}. `;
  const [first, second] = passagesOf(`${sentence}${sentence}\n\n${sentence}${sentence}`);
  assert.equal(first, (sentence + sentence).trim());
  assert.equal(second, (sentence + sentence).trim());
  assert.ok(passagesOf(sentence.repeat(10)).every((passage) => passage.endsWith('word.')));
});

test('no word is lost or doubled, and no passage is too long', () => {
  const letters = ['a', 'B', '.', '!', ' ', ' ', ' ', '\n', '\n\n', 'é', '😀', 'word'];
  for (let run = 0; run < 100; run += 1) {
    const text = Array.from(
      { length: 1 + Math.floor(Math.random() * 3_000) },
      () => letters[Math.floor(Math.random() * letters.length)],
    ).join('');
    const passages = passagesOf(text);
    const words = (some: string) => some.replaceAll(/\s+/g, '');
    assert.equal(words(passages.join('')), words(text));
    assert.ok(passages.every(({ length }) => length > 0 && length <= 800));
  }
});

test('only passages that there are can be cited', () => {
  assert.deepEqual(citedIn('So it is [2], and [1][2]; not [0], [4] or [1000].', 3), [1, 2]);
});
