import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newSampleItem, rename } from './domain.ts';

test('renaming changes the name and nothing else', () => {
  const before = newSampleItem('1', 'owner', 'first');
  assert.deepEqual(rename(before, 'second'), { ...before, name: 'second' });
});
