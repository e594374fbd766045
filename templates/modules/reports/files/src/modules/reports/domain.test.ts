import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvOf } from './domain.ts';

test('a day is a line below the heading, as RFC 4180 wants it', () => {
  assert.equal(csvOf([{ day: '2026-03-01', accounts: 12 }]), 'day,accounts\r\n2026-03-01,12\r\n');
  assert.equal(csvOf([]), 'day,accounts\r\n');
});
