import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiUnderTest, eventually, type Person, request, signUp } from '#test/api.ts';

const api = apiUnderTest();
const lettersOf = ({ token }: Person, query = '') =>
  request(api, 'GET', `/notifications${query}`, { token });

test('whoever signs up gets a letter, and sees only their own', async () => {
  const [one, two] = [await signUp(api), await signUp(api)];
  for (const person of [one, two]) {
    const { body } = await eventually(
      'the letter',
      () => lettersOf(person),
      (answer) => answer.body.items[0]?.state === 'sent',
    );
    assert.deepEqual(
      body.items.map(({ subject }: { subject: string }) => subject),
      ['Welcome'],
    );
  }
  const [first, second] = [await lettersOf(one), await lettersOf(two)];
  assert.notEqual(first.body.items[0].id, second.body.items[0].id);
});

test('what was given up is for administrators only', async () => {
  const customer = await signUp(api);
  const { token } = await signUp(api, 'admin');
  assert.equal((await request(api, 'GET', '/notifications')).status, 401);
  const failed = '/notifications/failed';
  assert.equal((await request(api, 'GET', failed, { token: customer.token })).status, 403);
  assert.equal((await request(api, 'GET', failed, { token })).status, 200);
  const unknown = '/notifications/018f0000-0000-7000-8000-000000000000/send-again';
  assert.equal((await request(api, 'POST', unknown, { token: customer.token })).status, 403);
  assert.equal((await request(api, 'POST', unknown, { token })).status, 404);
});

test('a letter that is gone is not sent again', async () => {
  const customer = await signUp(api);
  const { body } = await eventually(
    'the letter',
    () => lettersOf(customer),
    (answer) => answer.body.items[0]?.state === 'sent',
  );
  const { token } = await signUp(api, 'admin');
  const again = await request(api, 'POST', `/notifications/${body.items[0].id}/send-again`, {
    token,
  });
  assert.equal(again.status, 409);
  assert.equal(again.body.code, 'letter-not-failed');
});
