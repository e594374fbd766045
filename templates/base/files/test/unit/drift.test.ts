import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { driftOf, type Manifest } from '#tools/drift-check.ts';

const text: Record<string, string> = {
  'src/platform/http.ts': 'export {};\n',
  'src/apps/shop/main.ts': 'start();\n',
  'src/modules/orders/contract.ts': 'export {};\n',
  'deploy/Dockerfile': 'FROM node:24\n',
  'deploy/k8s/base/apps/shop.yaml': 'kind: Deployment\n',
};
const fromOf = (path: string) => (path.startsWith('deploy') ? 'feature:docker' : 'base');
const manifest: Manifest = {
  files: Object.fromEntries(
    Object.entries(text).map(([path, content]) => [
      path,
      {
        owner: path.startsWith('src/modules') ? 'yours' : 'managed',
        from: fromOf(path),
        sha256: createHash('sha256').update(content).digest('hex'),
      },
    ]),
  ),
};
const blueprint = {
  modules: [{ name: 'orders' }],
  apps: [{ name: 'shop' }],
  features: ['docker'],
};
const none = { edited: [], missing: [], unclaimed: [], disagreements: [] };

function driftWith(files: Record<string, string>, changed: Partial<typeof blueprint> = {}) {
  return driftOf(
    manifest,
    { ...blueprint, ...changed },
    {
      files: Object.keys(files),
      read: (path) => files[path] ?? null,
    },
  );
}

const without = (...paths: string[]) =>
  Object.fromEntries(Object.entries(text).filter(([path]) => !paths.includes(path)));

test('what was generated has not drifted, whatever its line ends', () => {
  assert.deepEqual(driftWith(text), none);
  const windows = Object.entries(text).map(([path, content]) => [
    path,
    content.replaceAll('\n', '\r\n'),
  ]);
  assert.deepEqual(driftWith(Object.fromEntries(windows)), none);
});

test('an edit of a managed file is said, one of yours is not', () => {
  const edited = {
    ...text,
    'src/platform/http.ts': 'export const mine = 1;\n',
    'src/modules/orders/contract.ts': 'export const orders = 1;\n',
  };
  assert.deepEqual(driftWith(edited), { ...none, edited: ['src/platform/http.ts'] });
});

test('a deleted file is missing until its feature leaves architecture.json', () => {
  const files = without('deploy/Dockerfile');
  assert.deepEqual(driftWith(files).missing, ['deploy/Dockerfile']);
  assert.deepEqual(driftWith(files, { features: [] }).missing, []);
});

test('what a feature left behind and what nobody generated is unclaimed', () => {
  const left = driftWith(without('deploy/Dockerfile'), { features: [] });
  assert.deepEqual(left.unclaimed, ['deploy/k8s/base/apps/shop.yaml']);
  assert.deepEqual(driftWith({ ...text, 'tools/mine.ts': '' }).unclaimed, ['tools/mine.ts']);
});

test('what Terraform leaves where it ran is nobody’s', () => {
  const left = [
    'infra/.terraform.lock.hcl',
    'infra/modules/key/.terraform/modules/modules.json',
    'infra/terraform.tfstate.backup',
  ];
  const files = Object.fromEntries(left.map((path) => [path, '']));
  assert.deepEqual(driftWith({ ...text, ...files }), none);
});

test('files of an app that moved away may go with it', () => {
  const files = without('src/apps/shop/main.ts', 'deploy/k8s/base/apps/shop.yaml');
  assert.deepEqual(driftWith(files, { apps: [] }), none);
});

test('folders that architecture.json does not know, and the other way round', () => {
  const files = {
    ...without('src/modules/orders/contract.ts'),
    'src/modules/refunds/contract.ts': '',
  };
  assert.deepEqual(driftWith(files).disagreements, [
    'module orders: architecture.json has it, src/modules/orders/contract.ts is not there',
    'module refunds: src/modules/refunds is there, architecture.json does not have it',
  ]);
});
