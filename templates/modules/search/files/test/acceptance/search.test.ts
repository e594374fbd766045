import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { apiUnderTest, eventually, request, signUp } from '#test/api.ts';

const api = apiUnderTest();
/** A word that no other test's items have. */
const newWord = () =>
  [...randomBytes(10)].map((byte) => String.fromCharCode(97 + (byte % 26))).join('');

async function find(query: Readonly<Record<string, string>>) {
  return request(api, 'GET', `/search/items?${new URLSearchParams(query)}`);
}
const plain = (item: { name: { text: string }[] }) => item.name.map(({ text }) => text).join('');

async function stocked(names: readonly string[], price = 1_000) {
  const { token } = await signUp(api, 'admin');
  for (const [index, name] of names.entries()) {
    const body = { name, price: price + index, stock: 1 };
    const answer = await request(api, 'POST', '/inventory/items', { token, body });
    assert.equal(answer.status, 201);
  }
  return token;
}
const found = (query: Readonly<Record<string, string>>, count: number) =>
  eventually(
    `${count} hits`,
    () => find(query),
    ({ body }) => body.items?.length === count,
  );

test('an item is found soon after it was added, its words marked, and again under its new name', async () => {
  const word = newWord();
  const token = await stocked([`${word} <b>fountain</b> pens`]);
  const { body } = await found({ q: `pen ${word}` }, 1);
  assert.deepEqual(
    body.items[0].name.filter((piece: { found: boolean }) => piece.found),
    [
      { text: word, found: true },
      { text: 'pens', found: true },
    ],
  );
  assert.equal(plain(body.items[0]), `${word} <b>fountain</b> pens`);
  const other = newWord();
  const path = `/inventory/items/${body.items[0].id}`;
  await request(api, 'PATCH', path, { token, body: { name: other } });
  await found({ q: other }, 1);
  await found({ q: word }, 0);
});

test('phrases, alternatives, exclusions and prices narrow a search; no text breaks it', async () => {
  const word = newWord();
  await stocked([`${word} red pen`, `${word} pen red`, `${word} blue pen`], 100);
  await found({ q: word }, 3);
  assert.equal((await find({ q: `${word} "red pen"` })).body.items.length, 1);
  assert.equal((await find({ q: `${word} -blue` })).body.items.length, 2);
  assert.equal((await find({ q: word, minPrice: '101', maxPrice: '101' })).body.items.length, 1);
  const [cheapest] = (await find({ q: word, order: 'price' })).body.items;
  assert.equal(cheapest.price, 100);
  for (const q of [`' or 1=1 --`, `${word} & | ! ( ) :* \\ "`, '%', '<->', "';drop table entry"])
    assert.equal((await find({ q })).status, 200, q);
});

test('a typing error is forgiven where no word matches', async () => {
  const word = newWord();
  await stocked([`${word} lamp`]);
  await found({ q: word }, 1);
  const { body } = await find({ q: `${word.slice(0, 7)}${word.slice(8)}` });
  assert.equal(body.matching, 'likeness');
  assert.equal(plain(body.items[0]), `${word} lamp`);
});

test('pages neither repeat nor miss an item while others are added', async () => {
  const word = newWord();
  await stocked(Array.from({ length: 7 }, (_, n) => `${word} number ${n}`));
  await found({ q: word }, 7);
  for (const order of ['relevance', 'price', '-price']) {
    const first = await find({ q: word, order, limit: '3' });
    await stocked([`${word} late`], 900 + Math.floor(Math.random() * 200));
    const seen = new Set<string>(first.body.items.map(({ id }: { id: string }) => id));
    let after = first.body.next;
    for (let page = 0; after && page < 20; page += 1) {
      const { body } = await find({ q: word, order, limit: '3', after });
      for (const { id } of body.items) {
        assert.ok(!seen.has(id), `${id} comes twice`);
        seen.add(id);
      }
      after = body.next;
    }
    assert.ok(seen.size >= 7, `${order}: ${seen.size} seen`);
    assert.ok(first.body.items.length === 3);
  }
});

test('a cursor belongs to its query', async () => {
  const word = newWord();
  await stocked([`${word} one`, `${word} two`]);
  const { body } = await found({ q: word, limit: '1' }, 1);
  for (const query of [
    { q: 'else', after: body.next },
    { q: word, after: randomUUID() },
  ]) {
    const answer = await find({ ...query, limit: '1' });
    assert.equal(answer.status, 400);
    assert.equal(answer.body.code, 'invalid-cursor');
  }
});

test('matches are counted by price', async () => {
  const word = newWord();
  await stocked([`${word} cheap`], 999);
  await stocked([`${word} dear`], 1_000);
  await found({ q: word }, 2);
  const { body } = await request(api, 'GET', `/search/facets?q=${word}`);
  assert.deepEqual(body.prices.slice(0, 3), [
    { below: 1_000, items: 1 },
    { below: 5_000, items: 1 },
    { below: 20_000, items: 0 },
  ]);
  assert.equal(body.complete, true);
});
