import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test } from 'node:test';
import { eventually, request, signUp } from '#test/api.ts';
import { ask } from '#test/asking.ts';
import { modelServer } from '#test/model-server.ts';
import { withSystem } from '#test/running-system.ts';
import type { RunningSystem } from '#tools/system.ts';

const models = (url: string) => ({
  AI_BASE_URL: url,
  AI_API_KEY: 'canary-key',
  AI_MODEL: 'some-model',
  AI_EMBEDDING_MODEL: 'some-embeddings',
});

async function readable(system: RunningSystem) {
  const { token } = await signUp(system, 'admin');
  const body = { title: 'Terms', text: 'It is so.' };
  const answer = await request(system, 'POST', '/assistant/documents', { token, body });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return token;
}

test('however many ask at once, nobody spends more than the budget, and a failure costs nothing', async () => {
  const server = await modelServer();
  await withSystem(
    async (system) => {
      await readable(system);
      const { token } = await signUp(system);
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => ask(system, 'Is it so?', token)),
      );
      const statuses = answers.map(({ status }) => status);
      assert.equal(statuses.filter((status) => status === 200).length, 5);
      assert.equal(statuses.filter((status) => status === 429).length, 15);
      const refused = JSON.parse(answers.find(({ status }) => status === 429)?.text ?? '{}');
      assert.equal(refused.code, 'budget-used-up');
      const { body } = await request(system, 'GET', '/assistant/budget', { token });
      assert.deepEqual(body.requests, { spent: 5, limit: 5 });
      assert.equal(body.tokens.spent, 5 * 47);

      const other = (await signUp(system)).token;
      // The model is away before the first event: an ordinary problem, and no tokens are gone.
      for (let n = 0; n < 3; n += 1)
        server.next((_request, response) => response.writeHead(500).end());
      const away = await ask(system, 'Is it so?', other);
      assert.equal(away.status, 503);
      const left = (await request(system, 'GET', '/assistant/budget', { token: other })).body;
      assert.equal(left.tokens.spent, 0);
    },
    { ...models(server.url), AI_DAILY_REQUESTS: '5' },
  ).finally(() => server.close());
});

test('what many spend at once is counted to the token, also where one stops while another begins', async () => {
  const server = await modelServer();
  const crowd = Array.from({ length: 12 });
  await withSystem(async (system) => {
    const token = await readable(system);
    const statuses = await Promise.all(
      crowd.map(async () => {
        const answers = [];
        for (let n = 0; n < 5; n += 1) answers.push(await ask(system, 'Is it so?', token));
        return answers.map(({ status, events }) => `${status} ${events.at(-1)?.kind}`);
      }),
    );
    assert.deepEqual([...new Set(statuses.flat())], ['200 done']);
    const { body } = await request(system, 'GET', '/assistant/budget', { token });
    assert.equal(body.tokens.spent, crowd.length * 5 * 47);
  }, models(server.url)).finally(() => server.close());
});

test('the request to the model ends with its reader, and with a process that drains', async () => {
  const server = await modelServer({ held: true });
  await withSystem(async (system) => {
    const token = await readable(system);
    const { hostname, port } = new URL(system.url);
    const body = JSON.stringify({ question: 'Is it so?' });
    const socket = connect(Number(port), hostname);
    socket.write(
      `POST /assistant/answers HTTP/1.1\r\nhost: ${hostname}\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    let seen = '';
    while (!seen.includes('"kind":"text"')) seen += String((await once(socket, 'data'))[0]);
    socket.destroy();
    await eventually(
      'the model’s request to end',
      async () => server.left,
      (left) => left === 1,
    );

    const drained = ask(system, 'And now?', token);
    await eventually(
      'a second question',
      async () => server.asked.length,
      (asked) => asked >= 5,
    );
    const [answer, code] = await Promise.all([
      drained,
      system.terminate(system.hostOf('assistant')),
    ]);
    assert.equal(code, 0);
    assert.match(answer.text, /event: problem\ndata: .*"code":"shutting-down"/);
    await eventually(
      'its request to end too',
      async () => server.left,
      (left) => left === 2,
    );
  }, models(server.url)).finally(() => server.close());
});
