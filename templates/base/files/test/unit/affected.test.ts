import assert from 'node:assert/strict';
import { test } from 'node:test';
import { affectedImages } from '#tools/affected-apps.ts';

const app = (name: string, modules: string[], libraries: string[] = [], kind = 'process') => ({
  name,
  kind,
  modules,
  libraries,
});
const blueprint = {
  project: 'shop',
  modules: [
    { name: 'orders', engine: 'postgres' },
    { name: 'inventory', engine: 'postgres' },
  ],
  apps: [
    app('gateway', [], [], 'gateway'),
    app('orders', ['orders']),
    app('stock', ['inventory']),
    app('reports', [], ['inventory']),
    app('orders-http', ['orders'], [], 'function'),
  ],
};
const affected = (...paths: string[]) => affectedImages(blueprint, paths).map(({ image }) => image);

test('a change below a module touches the apps that carry it, and no other', () => {
  assert.deepEqual(affected('src/modules/orders/use-cases.ts'), ['shop-orders']);
  assert.deepEqual(affected('src/modules/inventory/domain.ts'), ['shop-stock', 'shop-reports']);
});

test('a contract may be bundled wherever modules are', () => {
  assert.deepEqual(affected('src/modules/inventory/contract.ts'), [
    'shop-orders',
    'shop-stock',
    'shop-reports',
  ]);
});

test('a migration touches the image that migrates', () => {
  assert.deepEqual(affected('src/modules/orders/migrations/postgres/0002_more.sql'), [
    'shop-migrate',
  ]);
  assert.deepEqual(affected('src/modules/orders/replicas/items/migrations/postgres/0002_a.sql'), [
    'shop-migrate',
  ]);
});

test('what only one app has touches only that', () => {
  assert.deepEqual(affected('src/apps/gateway/main.ts'), ['shop-gateway']);
});

test('what all share touches all, and what is in no image touches none', () => {
  for (const path of ['src/platform/http.ts', 'package-lock.json', 'deploy/Dockerfile', 'new.txt'])
    assert.equal(affected(path).length, 5, path);
  for (const path of [
    'README.md',
    'docs/runbook.md',
    'src/modules/orders/domain.test.ts',
    'test/api.ts',
    'infra/main.tf',
    'deploy/k8s/base/apps/orders.yaml',
    '.github/workflows/ci.yml',
  ])
    assert.deepEqual(affected(path), [], path);
});
