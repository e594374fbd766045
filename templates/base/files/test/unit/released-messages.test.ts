import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import type { Contract } from '#platform/contract.ts';

/**
 * What was sent by a released version may still be on its way, or in a log, when a later one runs. So each module
 * keeps an example of every message as it was released, and every later contract must understand it.
 */
const root = join(import.meta.dirname, '../..');

for (const file of globSync('src/modules/*/contract.ts', { cwd: root }).toSorted()) {
  const exports: Record<string, unknown> = await import(join(root, file));
  const contract = Object.values(exports).find(
    (value): value is Contract =>
      typeof value === 'object' && value !== null && 'messages' in value,
  );
  assert.ok(contract, `${file} exports no contract`);
  const types = Object.keys(contract.messages);
  const path = join(dirname(file), 'released-messages.json');
  const released: Record<string, unknown[]> = existsSync(join(root, path))
    ? JSON.parse(readFileSync(join(root, path), 'utf8'))
    : {};

  for (const type of types)
    test(`${type} has an example of what was released`, () => {
      assert.ok(released[type]?.length, `add one to ${path}, and never take one away`);
    });

  for (const [type, examples] of Object.entries(released))
    for (const [index, example] of examples.entries())
      test(`${type}, example ${index + 1}, is still understood, with nothing lost`, () => {
        const schema = contract.messages[type];
        assert.ok(schema, `${type} is gone, but messages of it may still arrive`);
        assert.partialDeepStrictEqual(schema.parse(example), example);
      });
}
