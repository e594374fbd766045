import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod';
import { newTrace } from '#platform/call.ts';
import { dispatcher, type Handler } from '#platform/delivery.ts';
import { VersionConflict } from '#platform/errors.ts';
import { silent } from '#test/silent-log.ts';

const envelope = {
  id: '0193b7c1-5f2a-7c3e-9a41-2f6d8e1b7a10',
  type: 'proof.sold.v1',
  key: 'pen',
  payload: { n: 1 },
  trace: newTrace(),
  producer: 'proof',
  occurredAt: '2026-11-26T12:00:00.000Z',
};

const handler = (consumer: string, handle: () => Promise<unknown>): Handler => ({
  consumer,
  part: 'main',
  subscription: { type: envelope.type, schema: z.object({ n: z.number() }), handle },
});

test('a handler that fails is heard of, and the others are asked nevertheless', async () => {
  const asked: string[] = [];
  const dispatch = dispatcher(
    [
      handler('broken', () => Promise.reject(new Error('no'))),
      handler('fine', async () => asked.push('fine')),
    ],
    silent,
  );
  await assert.rejects(dispatch(envelope), /no/);
  assert.deepEqual(asked, ['fine']);
});

test('one consumer can be asked alone', async () => {
  const asked: string[] = [];
  const handlers = ['a', 'b'].map((name) => handler(name, async () => asked.push(name)));
  await dispatcher(handlers, silent)(envelope, 'b');
  assert.deepEqual(asked, ['b']);
});

test('a payload that is not what the contract says is a failure, and no handler sees it', async () => {
  const dispatch = dispatcher([handler('fine', () => assert.fail('it was asked'))], silent);
  await assert.rejects(dispatch({ ...envelope, payload: { n: 'one' } }), /expected number/);
});

test('a handler that lost a race is asked again', async () => {
  let asked = 0;
  const racing = handler('racing', async () => {
    asked += 1;
    if (asked < 8) throw new VersionConflict('It');
  });
  await dispatcher([racing], silent)(envelope);
  assert.equal(asked, 8);
});
