import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiUnderTest, eventually, type Person, request, signUp } from '#test/api.ts';

const api = apiUnderTest();

const announce = ({ token }: Person, document: object) =>
  request(api, 'POST', '/documents', { token, body: document });
const at = ({ token }: Person, method: string, path: string) =>
  request(api, method, `/documents/${path}`, { token });

/** Sends the bytes to where the answer says, as any client would. */
async function upload(
  { url, method, headers }: { url: string; method: string; headers: Record<string, string> },
  content: string,
): Promise<number> {
  const { 'content-type': type = '' } = headers;
  const answer = await fetch(url, { method, headers: { 'content-type': type }, body: content });
  await answer.arrayBuffer();
  return answer.status;
}

/** A document that is there. */
async function stored(person: Person, name: string, content: string): Promise<string> {
  const announced = await announce(person, {
    name,
    contentType: 'text/plain',
    size: content.length,
  });
  assert.equal(announced.status, 201, JSON.stringify(announced.body));
  assert.equal(await upload(announced.body.upload, content), 200);
  const confirmed = await at(person, 'POST', `${announced.body.id}/confirm`);
  assert.deepEqual([confirmed.status, confirmed.body.state], [200, 'stored']);
  return announced.body.id;
}

test('a document is announced, uploaded, confirmed, downloaded under its name, and deleted', async () => {
  const person = await signUp(api);
  const id = await stored(person, '../notes/minutes.txt', 'We met.');
  const shown = await at(person, 'GET', id);
  assert.equal(shown.body.name, 'minutes.txt');
  const { body } = await at(person, 'GET', `${id}/download`);
  const answer = await fetch(body.url);
  assert.equal(await answer.text(), 'We met.');
  assert.match(answer.headers.get('content-disposition') ?? '', /^attachment; .*minutes\.txt$/);
  assert.equal((await at(person, 'DELETE', id)).status, 204);
  assert.equal((await at(person, 'GET', id)).status, 404);
  await eventually(
    'the file being erased',
    async () => (await fetch(body.url)).status,
    (status) => status === 404,
  );
});

test('only what was announced can be uploaded, and only what was uploaded confirmed', async () => {
  const person = await signUp(api);
  const { body } = await announce(person, {
    name: 'note.txt',
    contentType: 'text/plain',
    size: 5,
  });
  const early = await at(person, 'POST', `${body.id}/confirm`);
  assert.deepEqual([early.status, early.body.code], [409, 'not-uploaded']);
  assert.equal((await at(person, 'GET', `${body.id}/download`)).status, 409);
  assert.equal(await upload(body.upload, 'far more than five'), 403);
  assert.equal((await at(person, 'POST', `${body.id}/confirm`)).status, 409);
  assert.equal(await upload(body.upload, 'fives'), 200);
  assert.equal((await at(person, 'POST', `${body.id}/confirm`)).status, 200);
  assert.equal((await at(person, 'POST', `${body.id}/confirm`)).status, 200);
});

test('types that a browser would run, and files that are too large, are refused', async () => {
  const person = await signUp(api);
  const page = await announce(person, { name: 'a.html', contentType: 'text/html', size: 5 });
  assert.deepEqual([page.status, page.body.code], [415, 'type-not-allowed']);
  const large = { name: 'a.pdf', contentType: 'application/pdf', size: 20_000_001 };
  assert.equal((await announce(person, large)).status, 400);
});

test('a document is closed to everybody but its owner and administrators', async () => {
  const owner = await signUp(api);
  const id = await stored(owner, 'mine.txt', 'mine');
  const stranger = await signUp(api);
  for (const [method, path] of [
    ['GET', id],
    ['GET', `${id}/download`],
    ['POST', `${id}/confirm`],
    ['DELETE', id],
  ] as const)
    assert.equal((await at(stranger, method, path)).status, 403, `${method} ${path}`);
  assert.equal((await request(api, 'GET', `/documents/${id}`)).status, 401);
  assert.equal((await at(await signUp(api, 'admin'), 'GET', id)).status, 200);
});

test('a list has one’s own documents, page by page', async () => {
  const person = await signUp(api);
  const ids = [await stored(person, 'a.txt', 'a'), await stored(person, 'b.txt', 'b')];
  await stored(await signUp(api), 'c.txt', 'c');
  const first = await request(api, 'GET', '/documents?limit=1', { token: person.token });
  const rest = await request(api, 'GET', `/documents?limit=5&after=${first.body.next}`, {
    token: person.token,
  });
  const seen = [...first.body.items, ...rest.body.items].map(({ id }: { id: string }) => id);
  assert.deepEqual(seen.toSorted(), ids.toSorted());
  assert.equal(rest.body.next, null);
});
