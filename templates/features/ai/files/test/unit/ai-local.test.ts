import assert from 'node:assert/strict';
import { test } from 'node:test';
import { localEmbeddings, localModel } from '#platform/ai-local.ts';

async function all<T>(pieces: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const piece of pieces) found.push(piece);
  return found;
}

const signal = new AbortController().signal;
const close = async (a: string, b: string) => {
  const [one = [], two = []] = (await localEmbeddings.embed([a, b], signal)).vectors;
  return one.reduce((sum, value, index) => sum + value * (two[index] ?? 0), 0);
};

test('texts that share words, or parts of words, are closer than others', async () => {
  const question = 'How do I return a lamp?';
  const right = await close(question, 'Lamps can be returned within thirty days.');
  const wrong = await close(question, 'Our office is closed on Sunday and on holidays.');
  assert.ok(right > wrong + 0.15, `${right} is not clearly closer than ${wrong}`);
  assert.ok((await close('colour', 'color')) > (await close('colour', 'invoice')));
});

test('a vector has length one, and is the same each time', async () => {
  assert.ok(Math.abs((await close('any text', 'any text')) - 1) < 1e-9);
  const [first, again] = await Promise.all(
    [1, 2].map(async () => (await localEmbeddings.embed(['a'], signal)).vectors[0]),
  );
  assert.deepEqual(first, again);
  assert.equal(await close('', 'nothing'), 0);
});

test('an answer quotes its passages and cites them; without any it says so', async () => {
  const answer = async (passages: string[]) => {
    const prompt = { instructions: '', passages, question: 'Why?', maxTokens: 100 };
    const pieces = await all(localModel.answer(prompt, signal));
    assert.ok(pieces.length > 3, 'it comes in pieces');
    assert.ok((pieces.at(-1)?.usage?.output ?? 0) > 0);
    return pieces.map(({ text }) => text).join('');
  };
  assert.equal(await answer(['One. Two.', 'Three!']), 'It says: “One.” [1] “Three!” [2]');
  assert.match(await answer([]), /nothing/);
});

test('an answer is no longer than it may be', async () => {
  const prompt = { instructions: '', passages: ['one two three four'], question: '', maxTokens: 2 };
  const pieces = await all(localModel.answer(prompt, signal));
  assert.equal(pieces.filter(({ text }) => text !== '').length, 2);
});
