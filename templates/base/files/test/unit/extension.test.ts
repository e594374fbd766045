import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigError, loadConfig } from '#platform/config.ts';
import { defineExtension } from '#platform/extension.ts';
import { consoleLog } from '#platform/log.ts';
import { defineModule, type Module } from '#platform/module.ts';
import { wireApp } from '#platform/running-app.ts';
import type { Hosted, Storage } from '#platform/storage.ts';
import { Registry } from 'prom-client';
import * as z from 'zod';

const steps: string[] = [];

const clock = defineExtension({
  name: 'clock',
  settings: z.object({ CLOCK_OFFSET_MS: z.coerce.number().int() }),
  check: ({ CLOCK_OFFSET_MS }) => (CLOCK_OFFSET_MS < 0 ? ['CLOCK_OFFSET_MS: goes back'] : []),
  open: ({ settings }) => ({
    ports: { now: () => new Date(settings.CLOCK_OFFSET_MS) },
    start: (app) => {
      steps.push(`started beside ${app.name}`);
      return { stop: async () => void steps.push('stopped') };
    },
    ready: async () => void steps.push('ready'),
    close: async () => void steps.push('closed'),
  }),
});

const times = defineModule({
  contract: { name: 'times', methods: {}, messages: {}, errors: {} },
  needs: {},
  create: ({ ports }) => {
    steps.push(`now is ${ports.now().getTime()}`);
    return { methods: {}, subscriptions: [], routes: [] };
  },
});
const hosted: Hosted = {
  module: times as Module<unknown>,
  open: () => ({ store: null }) as unknown as Storage<unknown>,
};

const read = (env: Record<string, string>) => loadConfig(env, [], String, () => [], [clock]);

test('an extension gives its port to modules, runs beside them and is closed', async () => {
  const config = read({ CLOCK_OFFSET_MS: '7' });
  const definition = { name: 'shop', modules: [hosted], extensions: [clock] };
  const app = wireApp(definition, config, consoleLog('shop', 'info'), () => ({}));
  const beside = app.start(new Registry());
  await app.ready();
  await beside.stop();
  await app.close();
  assert.deepEqual(steps, ['now is 7', 'started beside shop', 'ready', 'stopped', 'closed']);
});

test('what is wrong with its settings is said together with everything else', () => {
  const problemsOf = (env: Record<string, string>): string => {
    try {
      read(env);
      return '';
    } catch (error) {
      assert.ok(error instanceof ConfigError);
      return error.message;
    }
  };
  assert.match(problemsOf({ PORT: 'many' }), /PORT: .*\n.*CLOCK_OFFSET_MS: /);
  assert.match(problemsOf({ CLOCK_OFFSET_MS: '-1' }), /CLOCK_OFFSET_MS: goes back/);
});
