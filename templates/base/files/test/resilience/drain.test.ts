import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import { eventually } from '#test/api.ts';
import { withSystem } from '#test/running-system.ts';

test('SIGTERM during a half-sent request: readiness says no, the request is answered, the app leaves with 0', () =>
  withSystem(
    async (system) => {
      const { hostname, port } = new URL(system.url);
      const body = JSON.stringify({ email: 'late@example.com', password: 'correct-horse-battery' });
      const socket = connect(Number(port), hostname);
      let answer = '';
      socket.on('data', (chunk) => (answer += chunk));
      const closed = new Promise((resolve) => socket.on('close', resolve));
      socket.write(
        `POST /auth/sign-up HTTP/1.1\r\nhost: ${hostname}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body.slice(0, 20)}`,
      );
      await new Promise((resolve) => setTimeout(resolve, 100));
      const began = Date.now();
      const exit = system.terminate(system.publicApp);
      await eventually(
        'readiness saying no',
        () => fetch(`${system.url}/readyz`),
        ({ status }) => status === 503,
      );
      await eventually(
        'the door being closed',
        () => fetch(`${system.url}/livez`, { headers: { connection: 'close' } }).catch(() => null),
        (answer) => answer === null,
      );
      socket.write(body.slice(20));
      assert.equal(await exit, 0);
      await closed;
      assert.match(answer, /^HTTP\/1\.1 201 /);
      assert.ok(Date.now() - began < 10_000, 'draining took too long');
    },
    { DRAIN_DELAY_MS: '2000' },
  ));
