import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { type Api, eventually, request, signUp } from '#test/api.ts';
import { asOwner } from '#test/database.ts';
import { offer, onOffer, placeOrder, settled, stockOf } from '#test/ordering.ts';
import { withSystem } from '#test/running-system.ts';

test('a poisoned message stops no other order; cured, it is replayed by an administrator or by command', async (context) => {
  await withSystem(async (system) => {
    const api: Api = { url: system.url, adminSetupToken: system.adminSetupToken };
    const customer = await signUp(api);
    const { token } = await signUp(api, 'admin');
    const itemId = await offer(api, 100);
    await onOffer(api, customer, itemId, 100);
    if (!system.startAnother) {
      context.skip('queues of functions have dead letter queues of their own');
      return;
    }
    const inventory = system.databaseUrl(system.hostOf('inventory'));
    const orders = system.databaseUrl(system.hostOf('orders'));
    await asOwner(
      inventory,
      `create function inventory.poisoned() returns trigger language plpgsql as
         $$ begin if new.lines::text like '%: 7%' then raise exception 'no sevens'; end if; return new; end $$;
       create trigger poisoned before insert on inventory.reservation
         for each row execute function inventory.poisoned()`,
    );
    const poisoned = [
      await placeOrder(api, customer, itemId, { quantity: 7 }),
      await placeOrder(api, customer, itemId, { quantity: 7 }),
    ];
    const fine = await placeOrder(api, customer, itemId);
    assert.equal((await settled(api, customer, fine.body.id)).body.state, 'confirmed');

    // The last attempt, without waiting for the ones before. The message waits with its sender or with its receiver.
    const places = [
      { url: orders, queue: 'orders.outbox', module: 'orders' },
      { url: inventory, queue: 'inventory.parked', module: 'inventory' },
    ];
    const hurry = () =>
      Promise.all(
        places.map(({ url, queue }) =>
          asOwner(
            url,
            `update ${queue} set attempts = 7, due_at = now() where attempts between 1 and 6`,
          ),
        ),
      );
    const listed = () =>
      Promise.all(
        places.map(async ({ module }) => {
          const answer = await request(api, 'GET', `/${module}/messages/dead`, { token });
          return answer.body.items.map((item: object) => ({ ...item, module }));
        }),
      ).then((lists) => lists.flat());
    assert.deepEqual(await listed(), [], 'it had to wait until the poisoned ones were given up');
    const dead = await eventually(
      'both messages being dead',
      async () => {
        await hurry();
        return listed();
      },
      (items) => items.length === 2,
      30_000,
    );
    assert.match(dead[0].error, /no sevens/);
    assert.equal('payload' in dead[0], false);
    const refused = await request(api, 'GET', `/${dead[0].module}/messages/dead`, {
      token: customer.token,
    });
    assert.equal(refused.status, 403);

    await asOwner(inventory, 'drop trigger poisoned on inventory.reservation');
    const [first, second] = dead;
    const replayed = await request(api, 'POST', `/${first.module}/messages/dead/replay`, {
      token,
      body: { ids: [first.id] },
    });
    assert.deepEqual([replayed.status, replayed.body], [200, { changed: 1 }]);
    const [place] = places.filter(({ module }) => module === second.module);
    const outbox = async (...args: string[]) => {
      const { stdout } = await promisify(execFile)(process.execPath, ['tools/outbox.ts', ...args], {
        cwd: join(import.meta.dirname, '../..'),
        env: { ...process.env, DATABASE_URL: place?.url },
      });
      return stdout;
    };
    assert.match(await outbox('list'), new RegExp(`${second.id} .*\n.*no sevens`));
    assert.match(await outbox('replay', second.id), /given back: 1/);
    for (const { body } of poisoned)
      assert.equal((await settled(api, customer, body.id)).body.state, 'confirmed');
    assert.equal(await stockOf(api, itemId), 100 - 1 - 14);
    assert.deepEqual(await listed(), []);
  });
});
