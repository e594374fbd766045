import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { apiUnderTest, eventually, request, signUp } from '#test/api.ts';

const api = apiUnderTest();
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const period = () => ({ from: dayOf(Date.now() - 86_400_000), to: dayOf(Date.now() + 86_400_000) });
const ask = async (token: string) => {
  const { from, to } = period();
  const { body } = await request(api, 'GET', `/reports/accounts?from=${from}&to=${to}`, { token });
  return body.items.reduce((sum: number, { accounts }: { accounts: number }) => sum + accounts, 0);
};

test('accounts that are opened are counted by a schedule', async () => {
  const admin = await signUp(api, 'admin');
  const before = await eventually(
    'a first count',
    () => ask(admin.token),
    (sum) => sum > 0,
    40_000,
  );
  await signUp(api);
  await eventually(
    'the next count',
    () => ask(admin.token),
    (sum) => sum > before,
    40_000,
  );
});

test('an export is accepted, made in the background, and then ready', async () => {
  const { token } = await signUp(api, 'admin');
  const headers = { 'idempotency-key': randomUUID() };
  const accepted = await request(api, 'POST', '/reports/exports', {
    token,
    headers,
    body: period(),
  });
  assert.equal(accepted.status, 202);
  assert.equal(accepted.body.state, 'waiting');
  const again = await request(api, 'POST', '/reports/exports', { token, headers, body: period() });
  assert.equal(again.body.id, accepted.body.id);
  const path = `/reports/exports/${accepted.body.id}`;
  const { body } = await eventually(
    'the export',
    () => request(api, 'GET', path, { token }),
    (answer) => answer.body.state === 'ready',
  );
  assert.match(body.csv, /^day,accounts\r\n/);
});

test('reports are for administrators, and an unknown one is not found', async () => {
  const [customer, admin] = await Promise.all([signUp(api), signUp(api, 'admin')]);
  const path = `/reports/exports/${randomUUID()}`;
  assert.equal((await request(api, 'GET', path, { token: customer.token })).status, 403);
  assert.equal((await request(api, 'GET', path, { token: admin.token })).status, 404);
  const refused = await request(api, 'POST', '/reports/exports', {
    token: customer.token,
    body: period(),
  });
  assert.equal(refused.status, 403);
});
