import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { FlagdCore } from '@openfeature/flagd-core';
import { ANONYMOUS, type Call } from '#platform/call.ts';
import { type Config, loadConfig } from '#platform/config.ts';
import { newCounts } from '#platform/counts.ts';
import type { Given } from '#platform/extension.ts';
import { extension } from '#platform/feature-flags.ts';
import type { Flags } from '#platform/flags.ts';
import type { Log } from '#platform/log.ts';

const quiet: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
let opened = 0;

/** The port as modules get it. */
function flagsWith(settings: Record<string, string>): { flags: Flags; outcomes: () => string[] } {
  const counts = newCounts();
  opened += 1;
  const parsed = extension.settings.parse(settings);
  const given = {
    settings: parsed,
    config: {} as Config,
    log: quiet,
    counts,
    app: `app-${opened}`,
  };
  const { ports } = extension.open(given as unknown as Given<unknown>);
  assert.ok(ports?.flags);
  return {
    flags: ports.flags,
    outcomes: () =>
      counts.all().flatMap(({ values }) => values().map(({ labels }) => labels['outcome'] ?? '')),
  };
}

const by = (...roles: string[]): Call => ({
  actor: { ...ANONYMOUS, roles },
  trace: '00-0-0-00',
  deadline: Date.now() + 10_000,
});

const definition = (state: boolean) =>
  JSON.stringify({
    flags: {
      open: {
        state: 'ENABLED',
        variants: { on: true, off: false },
        defaultVariant: state ? 'on' : 'off',
      },
      early: {
        state: 'ENABLED',
        variants: { on: true, off: false },
        defaultVariant: 'off',
        targeting: { if: [{ in: ['admin', { var: 'roles' }] }, 'on', 'off'] },
      },
      greeting: { state: 'ENABLED', variants: { a: 'hello' }, defaultVariant: 'a' },
    },
  });

async function isEventually(flags: Flags, flag: string, wanted: boolean): Promise<void> {
  const until = Date.now() + 10_000;
  while ((await flags.isOn(by(), flag, !wanted)) !== wanted) {
    assert.ok(Date.now() < until, `${flag} did not become ${wanted}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('a flag in the file is turned without a restart, and a broken file changes nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'flags-'));
  const path = join(folder, 'flags.json');
  try {
    writeFileSync(path, definition(false));
    const { flags } = flagsWith({ FLAGS_FILE: path });
    assert.equal(await flags.isOn(by(), 'open', true), false);
    writeFileSync(path, definition(true));
    await isEventually(flags, 'open', true);
    writeFileSync(path, '{ half');
    await new Promise((resolve) => setTimeout(resolve, 400));
    assert.equal(await flags.isOn(by(), 'open', false), true);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** A flag service: flagd's own rules behind its protocol. */
async function flagService(respond: (flag: string, context: object) => [number, unknown]) {
  const seen: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    void json(request).then((body) => {
      seen.push(request.headers.authorization);
      const flag = decodeURIComponent(request.url?.split('/').at(-1) ?? '');
      const [status, answer] = respond(flag, (body as { context: object }).context);
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, seen, close: () => server.close() };
}

test('a flag service is told who asks, and its answer is taken', async () => {
  const core = new FlagdCore();
  core.setConfigurations(definition(true));
  const service = await flagService((flag, context) => {
    if (!core.getFlag(flag)) return [404, { key: flag, errorCode: 'FLAG_NOT_FOUND' }];
    const type = flag === 'greeting' ? 'string' : 'boolean';
    return [200, { key: flag, ...core.resolve(type, flag, false, { ...context }) }];
  });
  try {
    const { flags, outcomes } = flagsWith({
      FLAGS_URL: service.url,
      FLAGS_TOKEN: 'secret',
      FLAGS_TIMEOUT_MS: '20000',
    });
    assert.equal(await flags.isOn(by(), 'open', false), true);
    assert.equal(await flags.isOn(by('admin'), 'early', false), true);
    assert.equal(await flags.isOn(by('customer'), 'early', true), false);
    assert.equal(await flags.isOn(by(), 'unknown', true), true);
    assert.equal(await flags.isOn(by(), 'greeting', true), true);
    assert.deepEqual([...new Set(service.seen)], ['Bearer secret']);
    assert.deepEqual(new Set(outcomes()), new Set(['value', 'FLAG_NOT_FOUND', 'TYPE_MISMATCH']));
  } finally {
    service.close();
  }
});

test('a flag service that is away, broken or silent leaves the default, and is not waited for', async () => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  const broken = await flagService(() => [500, { errorDetails: 'out of order' }]);
  const began = Date.now();
  try {
    for (const url of ['http://127.0.0.1:1', broken.url, `http://127.0.0.1:${port}`]) {
      const { flags, outcomes } = flagsWith({ FLAGS_URL: url });
      for (let index = 0; index < 20; index += 1) {
        const otherwise = index % 2 === 0;
        assert.equal(await flags.isOn(by(), 'open', otherwise), otherwise, url);
      }
      assert.deepEqual(outcomes(), ['GENERAL']);
    }
    // Sixty times 300 ms would be eighteen seconds.
    assert.ok(Date.now() - began < 15_000, `${Date.now() - began} ms`);
  } finally {
    silent.close();
    silent.closeAllConnections();
    broken.close();
  }
});

test('production needs a flag service', () => {
  const read = (env: Record<string, string>) => loadConfig(env, [], String, undefined, [extension]);
  assert.throws(() => read({ NODE_ENV: 'production' }), /FLAGS_URL: is required/);
  const production = { NODE_ENV: 'production' };
  assert.throws(
    () => read({ ...production, FLAGS_URL: 'http://flagd:8016' }),
    /FLAGS_URL: must use TLS/,
  );
  assert.doesNotThrow(() => read({ ...production, FLAGS_URL: 'https://flags.example.com' }));
  assert.throws(() => read({ FLAGS_URL: 'redis://flags' }), /FLAGS_URL/);
  assert.doesNotThrow(() => read({}));
});
