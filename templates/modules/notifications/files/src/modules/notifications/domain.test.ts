import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterAttempt, type Letter, newLetter } from './domain.ts';
import { wordsFor } from './letters.ts';

const letter = newLetter('l1', 'c1', { kind: 'welcome' });
const failed = { outcome: 'failed', why: 'away' } as const;

test('a letter that was sent is done', () => {
  const after = afterAttempt(letter, { outcome: 'sent' });
  assert.deepEqual([after.letter.state, after.letter.attempts, after.againIn], ['sent', 1, null]);
});

test('a letter that is refused is given up at once, and says why', () => {
  const after = afterAttempt(letter, { outcome: 'refused', why: 'no such mailbox' });
  assert.deepEqual(
    [after.letter.state, after.letter.lastError, after.againIn],
    ['failed', 'no such mailbox', null],
  );
});

test('a letter that failed is tried again, later each time, and given up in the end', () => {
  const waits: number[] = [];
  let current: Letter = letter;
  for (;;) {
    const { letter: next, againIn } = afterAttempt(current, failed);
    current = next;
    if (againIn === null) break;
    waits.push(againIn);
  }
  assert.deepEqual(waits.slice(0, 4), [2, 6, 18, 54]);
  assert.equal(waits.length, 9);
  assert.ok(Math.max(...waits) <= 6 * 3_600);
  assert.equal(current.state, 'failed');
});

test('words of others stay words in HTML', () => {
  const reason = `<img src=x onerror="alert('&')">`;
  const { html, text } = wordsFor({ kind: 'order-rejected', orderId: 'o1', reason });
  assert.ok(text.includes(reason));
  assert.doesNotMatch(html, /<img/);
  assert.ok(html.includes('&lt;img src=x onerror=&quot;alert(&#39;&amp;&#39;)&quot;&gt;'));
});

test('an amount is told in units of the currency', () => {
  assert.match(
    wordsFor({ kind: 'order-confirmed', orderId: 'o1', total: 1_205 }).text,
    /You pay 12\.05\./,
  );
});
