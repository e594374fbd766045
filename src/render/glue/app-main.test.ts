import { describe, expect, it } from 'vitest';
import type { App, Blueprint, Link, Module } from '#architecture/schema.js';
import { appMains } from './app-main.js';

function module(name: string, engine: Module['engine'] = 'postgres', paths = [`/${name}`]): Module {
  return { name, singular: name, template: name, engine, paths };
}

function app(name: string, more: Partial<App>): App {
  return {
    name,
    kind: 'process',
    modules: [],
    libraries: [],
    trigger: null,
    extensions: [],
    ...more,
  };
}

const READ: Link = { kind: 'call', consumer: 'orders', producer: 'line-items', name: 'items' };
const MESSAGE: Link = { kind: 'message', consumer: 'orders', producer: 'line-items', name: 'x.v1' };

function mains(apps: App[], more: Partial<Blueprint> = {}) {
  const blueprint: Blueprint = {
    project: 'shop',
    pattern: 'modular-monolith',
    modules: [module('line-items'), module('orders')],
    apps,
    links: [READ, MESSAGE],
    features: [],
    ...more,
  };
  return appMains(blueprint);
}

describe('a process', () => {
  it('opens its modules and binds their reads; messages stay when nobody else has any', () => {
    const { drafts } = mains([app('shop', { modules: ['line-items', 'orders'] })]);
    expect(drafts).toEqual([
      {
        path: 'src/apps/shop/main.ts',
        owner: 'managed',
        template: 'glue:app-main',
        from: 'base',
        content: `import lineItems from '#modules/line-items/index.ts';
import { createStore as lineItemsStore } from '#modules/line-items/store.postgres.ts';
import orders from '#modules/orders/index.ts';
import { createStore as ordersStore } from '#modules/orders/store.postgres.ts';
import { onPostgres } from '#platform/postgres.ts';
import { startProcess } from '#platform/process.ts';

await startProcess({
  name: 'shop',
  modules: [onPostgres(lineItems, lineItemsStore), onPostgres(orders, ordersStore)],
  links: { 'orders.items': 'call' },
  messages: 'in-process',
});
`,
      },
    ]);
  });

  it('opens its extensions, which come from the platform', () => {
    const { drafts, problems } = mains([
      app('shop', { modules: ['orders'], extensions: ['mail-smtp'] }),
    ]);
    expect(problems).toEqual([]);
    expect(drafts[0]?.content).toContain(
      "import { extension as mailSmtp } from '#platform/mail-smtp.ts';\n",
    );
    expect(drafts[0]?.content).toContain('\n  extensions: [mailSmtp],\n');
  });

  it('uses the broker when a message crosses apps, and binds only its own reads', () => {
    const apps = [
      app('orders', { modules: ['orders'] }),
      app('items', { modules: ['line-items'] }),
    ];
    const { drafts } = mains(apps, { links: [{ ...READ, kind: 'replica' }, MESSAGE] });
    expect(drafts[0]?.content).toContain(
      `links: { 'orders.items': 'replica' },\n  messages: 'broker'`,
    );
    expect(drafts[1]?.content).toContain(`links: {},\n  messages: 'broker'`);
  });
});

it('a gateway knows the public paths of modules with routes', () => {
  const modules = [
    module('auth', 'postgres', ['/auth', '/.well-known']),
    module('audit', 'postgres', []),
  ];
  const { drafts } = mains([app('gateway', { kind: 'gateway' })], { modules });
  expect(drafts[0]?.content).toBe(`import { startGateway } from '#platform/gateway.ts';

await startGateway({
  name: 'gateway',
  modules: [{ name: 'auth', prefixes: ['/auth', '/.well-known'] }],
});
`);
});

describe('a function', () => {
  it('co-locates what it reads, each module on its engine', () => {
    const handler = app('orders-http', {
      kind: 'function',
      trigger: 'http',
      modules: ['orders'],
      libraries: ['line-items'],
    });
    const modules = [module('line-items', 'dynamodb'), module('orders')];
    expect(mains([handler], { modules }).drafts[0]?.content).toBe(
      `import lineItems from '#modules/line-items/index.ts';
import { createStore as lineItemsStore } from '#modules/line-items/store.dynamodb.ts';
import orders from '#modules/orders/index.ts';
import { createStore as ordersStore } from '#modules/orders/store.postgres.ts';
import { onDynamodb } from '#platform/dynamodb.ts';
import { httpFunction } from '#platform/functions.ts';
import { onPostgres } from '#platform/postgres.ts';

export const handler = httpFunction({
  name: 'orders-http',
  modules: [onPostgres(orders, ordersStore)],
  libraries: [onDynamodb(lineItems, lineItemsStore)],
  links: { 'orders.items': 'call' },
});
`,
    );
  });

  it.each([
    ['messages', 'messagesFunction'],
    ['schedule', 'sweepFunction'],
  ] as const)('started by %s is a %s', (trigger, start) => {
    const { drafts } = mains([app('x', { kind: 'function', trigger, modules: ['orders'] })]);
    expect(drafts[0]?.content).toContain(`export const handler = ${start}({`);
  });
});

it('refuses two modules whose identifiers meet', () => {
  const modules = [module('orders'), module('orders-store')];
  const { problems } = mains([app('shop', { modules: ['orders', 'orders-store'] })], { modules });
  expect(problems).toMatchObject([{ code: 'MODULE_NAME_TAKEN' }]);
  expect(problems[0]?.message).toContain('ordersStore');
});
