import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { withArchitecture } from '#tools/architecture-docs.ts';

const root = join(import.meta.dirname, '../..');
const document = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
const { blueprint } = JSON.parse(readFileSync(join(root, 'architecture.json'), 'utf8'));

test('docs/architecture.md shows what architecture.json says: npm run docs', () => {
  assert.equal(withArchitecture(document, blueprint), document);
});

test('a module that nobody drew is noticed', () => {
  const modules = [...blueprint.modules, { name: 'refunds', engine: 'postgres' }];
  assert.notEqual(withArchitecture(document, { ...blueprint, modules }), document);
});

test('every module and app is in the document', () => {
  for (const { name } of [...blueprint.modules, ...blueprint.apps]) {
    assert.match(document, new RegExp(`\\b${name}\\b`));
  }
});
