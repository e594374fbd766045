import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiUnderTest, eventually, type Person, request, signUp } from '#test/api.ts';

const api = apiUnderTest();
const profile = (person: Person, token = person.token) =>
  request(api, 'GET', `/users/${person.id}`, { token });
const hasProfile = (person: Person) =>
  eventually(
    'the profile',
    () => profile(person),
    ({ status }) => status === 200,
  );

test('whoever signs up has a profile soon after, and can choose a name', async () => {
  const person = await signUp(api);
  const { body } = await hasProfile(person);
  assert.equal(body.email, person.email);
  const renamed = await request(api, 'PATCH', `/users/${person.id}`, {
    token: person.token,
    body: { displayName: 'Ada' },
  });
  assert.equal(renamed.body.displayName, 'Ada');
  assert.equal((await profile(person)).body.displayName, 'Ada');
});

test('a profile is closed to strangers and to other customers, and open to administrators', async () => {
  const person = await signUp(api);
  await hasProfile(person);
  assert.equal((await request(api, 'GET', `/users/${person.id}`)).status, 401);
  assert.equal((await profile(person, 'garbage')).status, 401);
  assert.equal((await profile(person, (await signUp(api)).token)).status, 403);
  assert.equal((await profile(person, (await signUp(api, 'admin')).token)).status, 200);
});

test('only administrators list profiles, page by page', async () => {
  const [one, two] = [await signUp(api), await signUp(api)];
  await hasProfile(one);
  await hasProfile(two);
  assert.equal((await request(api, 'GET', '/users', { token: one.token })).status, 403);
  const admin = await signUp(api, 'admin');
  const first = await request(api, 'GET', '/users?limit=1', { token: admin.token });
  assert.equal(first.body.items.length, 1);
  const second = await request(api, 'GET', `/users?limit=1&after=${first.body.next}`, {
    token: admin.token,
  });
  assert.notEqual(second.body.items[0].id, first.body.items[0].id);
});
