import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { apiUnderTest, request, signUp } from '#test/api.ts';
import { ask } from '#test/asking.ts';

const api = apiUnderTest();

async function addDocument(text: string, title = 'Terms') {
  const { token } = await signUp(api, 'admin');
  const answer = await request(api, 'POST', '/assistant/documents', {
    token,
    body: { title, text },
  });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return { token, id: answer.body.id };
}
const findIn = async (q: string, token: string) => {
  const path = `/assistant/passages?q=${encodeURIComponent(q)}&limit=20`;
  return (await request(api, 'GET', path, { token })).body.items;
};

test('a passage is found by what it says, and gone with its document', async () => {
  const word = randomUUID().slice(0, 8);
  const text = `The ${word} lamps may be sent back within thirty days.`;
  const { token, id } = await addDocument(text);
  await addDocument('On Sundays and holidays our workshop is closed.');
  const [best] = await findIn(`sending back ${word} lamps`, token);
  assert.equal(best.documentId, id);
  assert.equal(best.text, text);
  assert.ok(best.similarity > 0.3 && best.similarity <= 1.000_1);
  const path = `/assistant/documents/${id}`;
  assert.equal((await request(api, 'DELETE', path, { token })).status, 204);
  assert.equal((await request(api, 'DELETE', path, { token })).status, 404);
  const left = await findIn(`sending back ${word} lamps`, token);
  assert.ok(left.every(({ documentId }: { documentId: string }) => documentId !== id));
});

test('a question is answered piece by piece, with what the answer rests on', async () => {
  const word = randomUUID().slice(0, 8);
  const { id } = await addDocument(`A ${word} costs four crowns. It is made of brass.`);
  const { token } = await signUp(api);
  const { status, type, events } = await ask(api, `What does a ${word} cost?`, token);
  assert.equal(status, 200);
  assert.match(type, /^text\/event-stream/);
  const [first] = events;
  assert.equal(first.kind, 'passages');
  assert.equal(first.passages[0].documentId, id);
  const pieces = events.filter(({ kind }) => kind === 'text');
  assert.ok(pieces.length > 1);
  assert.match(pieces.map(({ text }) => text).join(''), /costs four crowns.* \[1\]/);
  const last = events.at(-1);
  assert.equal(last?.kind, 'done');
  assert.ok(last.cited.includes(1));

  const budget = (await request(api, 'GET', '/assistant/budget', { token })).body;
  assert.equal(budget.requests.spent, 1);
  assert.equal(budget.tokens.spent, last.tokens);
});

test('only who is signed in asks, only administrators add and remove', async () => {
  const question = { question: 'Why?' };
  assert.equal((await request(api, 'POST', '/assistant/answers', { body: question })).status, 401);
  const { token } = await signUp(api);
  const body = { title: 'Mine', text: 'Believe me.' };
  assert.equal((await request(api, 'POST', '/assistant/documents', { token, body })).status, 403);
  const path = `/assistant/documents/${randomUUID()}`;
  assert.equal((await request(api, 'DELETE', path, { token })).status, 403);
  const empty = await request(api, 'POST', '/assistant/answers', {
    token,
    body: { question: ' ' },
  });
  assert.equal(empty.status, 400);
  assert.equal(empty.body.code, 'invalid-request');
});
