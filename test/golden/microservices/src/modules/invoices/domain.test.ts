import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newInvoice, rename } from './domain.ts';

test('renaming changes the name and nothing else', () => {
  const before = newInvoice('1', 'owner', 'first');
  assert.deepEqual(rename(before, 'second'), { ...before, name: 'second' });
});
