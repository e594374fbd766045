import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strangeLicences } from '#tools/licence-check.ts';

const strange = (license?: string) =>
  strangeLicences({
    packages: {
      '': {},
      'node_modules/a/node_modules/@b/c': license === undefined ? {} : { license },
    },
  });

test('permissive licences pass, also as a choice', () => {
  for (const license of ['MIT', '(MIT OR GPL-3.0-only)', 'MIT AND Apache-2.0'])
    assert.deepEqual(strange(license), [], license);
});

test('copyleft, unknown and missing licences are named', () => {
  assert.deepEqual(strange('GPL-3.0-only'), ['@b/c: GPL-3.0-only']);
  assert.deepEqual(strange('MIT AND AGPL-3.0-only'), ['@b/c: MIT AND AGPL-3.0-only']);
  assert.deepEqual(strange('UNLICENSED'), ['@b/c: UNLICENSED']);
  assert.deepEqual(strange(), ['@b/c: none']);
});
