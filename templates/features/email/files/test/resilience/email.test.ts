import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freePort } from '#tools/embedded-postgres.ts';
import { type Api, eventually, type Person, request, signUp } from '#test/api.ts';
import { mailServer, type Received } from '#test/mail-server.ts';
import { withSystem } from '#test/running-system.ts';

const MAIL_FROM = 'Shop <no-reply@shop.example>';
const to = (received: readonly Received[], { email }: Person) =>
  received.filter((letter) => letter.to.includes(email));
const statesOf = async (api: Api, { token }: Person): Promise<string[]> => {
  const { body } = await request(api, 'GET', '/notifications', { token });
  return body.items.map(({ state }: { state: string }) => state);
};
const sent = (api: Api, person: Person, count: number) =>
  eventually(
    `${count} letters`,
    () => statesOf(api, person),
    (states) => states.length === count && states.every((state) => state === 'sent'),
    60_000,
  );

/** Confirmed or rejected: both are told to the customer. */
async function order(api: Api, customer: Person, stock: number): Promise<void> {
  const { token } = await signUp(api, 'admin');
  const item = { name: 'Pen', price: 100, stock };
  const added = await request(api, 'POST', '/inventory/items', { token, body: item });
  const lines = [{ itemId: added.body.id, quantity: 1 }];
  await eventually(
    'the order',
    () =>
      request(api, 'POST', '/orders', {
        token: customer.token,
        body: { lines, paymentToken: 'tok_ok' },
      }),
    ({ status }) => status === 202,
  );
}

test('letters wait for a mail server that is away, and each arrives once', async () => {
  const port = await freePort();
  const env = { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM };
  await withSystem(async ({ url, adminSetupToken }) => {
    const api = { url, adminSetupToken };
    const customer = await signUp(api);
    await eventually(
      'the letter',
      () => statesOf(api, customer),
      (states) => states.length > 0,
    );
    assert.deepEqual(await statesOf(api, customer), ['queued']);
    const server = await mailServer({ port });
    try {
      const { body } = await request(api, 'GET', '/openapi.json');
      const hasOrders = '/orders' in body.paths;
      if (hasOrders) for (const stock of [1, 0]) await order(api, customer, stock);
      await sent(api, customer, hasOrders ? 3 : 1);
      const letters = to(server.received, customer);
      assert.equal(letters.length, hasOrders ? 3 : 1);
      const ids = new Set(letters.map(({ messageId }) => messageId));
      assert.equal(ids.size, letters.length);
    } finally {
      await server.close();
    }
  }, env);
});

test('a letter that was sent when its app died is sent again under the same Message-ID', async () => {
  let crash: () => Promise<void> = async () => {};
  const server = await mailServer({ beforeAnswer: () => crash() });
  try {
    await withSystem(
      async (system) => {
        const api = { url: system.url, adminSetupToken: system.adminSetupToken };
        const app = system.hostOf('notifications');
        const { promise: signedUp, resolve: letGo } = Promise.withResolvers<void>();
        let crashed: Promise<void> | undefined;
        crash = () => (crashed ??= signedUp.then(() => system.kill(app)));
        const customer = await signUp(api);
        letGo();
        await eventually(
          'the letter',
          async () => to(server.received, customer).length,
          (count) => count > 0,
        );
        await crashed;
        await system.start(app);
        await sent(api, customer, 1);
        const ids = to(server.received, customer).map(({ messageId }) => messageId);
        assert.equal(ids.length, 2);
        assert.equal(new Set(ids).size, 1);
      },
      { SMTP_URL: server.url, MAIL_FROM },
    );
  } finally {
    await server.close();
  }
});

test('a letter that is refused is given up, shown to administrators, and sent again when asked', async () => {
  let isThere = false;
  const server = await mailServer({ refuse: () => (isThere ? undefined : 550) });
  try {
    await withSystem(
      async ({ url, adminSetupToken }) => {
        const api = { url, adminSetupToken };
        const [customer, admin] = [await signUp(api), await signUp(api, 'admin')];
        const failed = await eventually(
          'the letter being given up',
          () => request(api, 'GET', '/notifications/failed?limit=100', { token: admin.token }),
          ({ body }) =>
            body.items.some((letter: { customerId: string }) => letter.customerId === customer.id),
        );
        const letter = failed.body.items.find(
          ({ customerId }: { customerId: string }) => customerId === customer.id,
        );
        assert.match(letter.lastError, /550/);
        assert.equal(letter.attempts, 1);
        isThere = true;
        const again = await request(api, 'POST', `/notifications/${letter.id}/send-again`, {
          token: admin.token,
        });
        assert.equal(again.status, 202);
        await sent(api, customer, 1);
        assert.equal(to(server.received, customer).length, 1);
      },
      { SMTP_URL: server.url, MAIL_FROM },
    );
  } finally {
    await server.close();
  }
});
