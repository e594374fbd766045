import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { hasCardNumber, holdsCardNumber } from '#platform/card-numbers.ts';
import { request, signUp } from '#test/api.ts';
import { filledIn, operationsOf, sampleBody } from '#test/described.ts';
import { withSystem } from '#test/running-system.ts';

/** Test numbers of card schemes, as their documentation gives them. */
const CARDS = [
  '4111111111111111',
  '4222222222222',
  '5555 5555 5555 4444',
  '2223-0031-2200-3222',
  '378282246310005',
  '6011111111111117',
  '3530111333300000',
];

test('card numbers are known from other numbers', () => {
  for (const card of CARDS) {
    assert.ok(hasCardNumber(card), card);
    assert.ok(hasCardNumber(`my card is ${card}, thanks`), card);
    assert.ok(hasCardNumber(`2026 ${card} 12/29 123`), card);
  }
  const others = [
    '4111111111111112',
    String(Date.now()),
    '0193b7c0-11aa-7bbb-8ccc-000000000001',
    '41111111-1111-4111-8111-111111111111',
    'a4111111111111111b',
    '+49 30 901820',
    'tok_4242',
  ];
  for (const other of others) assert.ok(!hasCardNumber(other), other);
  for (let turn = 0; turn < 20_000; turn += 1) {
    const id = crypto.randomUUID();
    assert.ok(!hasCardNumber(id), id);
  }
});

test('a card number is found however deep it lies, and beside a crowd', () => {
  const nested = (inner: unknown) => {
    let all = inner;
    for (let level = 0; level < 200_000; level += 1) all = [all];
    return all;
  };
  assert.ok(holdsCardNumber(nested({ [CARDS[0] ?? '']: 1 })));
  assert.ok(!holdsCardNumber(nested('tok_4242')));
  assert.ok(holdsCardNumber([...Array(500_000).fill(1), CARDS[0]]));
});

test('no route takes a card number, and none is kept or written anywhere', () =>
  withSystem(
    async (system, lines) => {
      const api = { url: system.url, adminSetupToken: system.adminSetupToken };
      const { token } = await signUp(api, 'admin');
      const [card = ''] = CARDS;
      let refused = 0;
      for (const operation of await operationsOf(api)) {
        const { method, path } = operation;
        const at = filledIn(path, crypto.randomUUID());
        const sample = sampleBody(operation);
        const tries = [
          { path: `${at}?q=${card}` },
          { path: at, headers: { 'x-note': card } },
          ...(path.includes('{') ? [{ path: filledIn(path, card) }] : []),
          ...(sample === undefined
            ? []
            : [{ path: at, body: { ...(sample as object), note: { deep: [card] } } }]),
        ];
        for (const { path: to, ...options } of tries) {
          const answer = await request(api, method, to, { token, ...options });
          assert.equal(answer.body.code, 'card-number-refused', `${method} ${to}`);
          assert.doesNotMatch(JSON.stringify(answer.body), new RegExp(card));
          refused += 1;
        }
      }
      assert.ok(refused > 10);
      const headers = { traceparent: `00-${'1'.repeat(32)}-5555555555554444-01` };
      const traced = await request(api, 'GET', '/auth/messages/dead', { token, headers });
      assert.equal(traced.status, 200, 'a span that looks like a card is none');
      await new Promise((resolve) => setTimeout(resolve, 300));
      assert.deepEqual(
        lines.filter((line) => line.includes(card)),
        [],
      );
      for (const app of system.apps)
        assert.deepEqual(await kept(system.databaseUrl(app), card), []);
    },
    { LOG_LEVEL: 'debug' },
  ));

/** Tables with a row that has this text; none where there is no such database. */
async function kept(connectionString: string, text: string): Promise<string[]> {
  const client = new pg.Client({ connectionString });
  if (!(await client.connect().then(...CONNECTED))) return [];
  try {
    const { rows } = await client.query(
      `select schemaname, tablename from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    const found: string[] = [];
    for (const { schemaname, tablename } of rows) {
      const { rowCount } = await client.query(
        `select from "${schemaname}"."${tablename}" one where one::text like '%' || $1 || '%'`,
        [text],
      );
      if (rowCount) found.push(`${schemaname}.${tablename}`);
    }
    return found;
  } finally {
    await client.end();
  }
}

const CONNECTED = [
  () => true,
  (error: { code?: string }) => (error.code === '3D000' ? false : Promise.reject(error)),
] as const;
