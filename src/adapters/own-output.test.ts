import {
  closeSync,
  linkSync,
  mkdtempSync,
  openSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ownOutput } from './own-output.js';

test('the file that a descriptor is, by every name of it, and no other', () => {
  const root = mkdtempSync(join(tmpdir(), 'own-output-'));
  const at = (name: string) => join(root, name);
  const descriptor = openSync(at('out'), 'w');
  writeFileSync(at('other'), '');
  linkSync(at('out'), at('hard'));
  symlinkSync('out', at('soft'));
  const isOwn = ownOutput([descriptor]);
  const names = ['out', 'hard', 'soft', 'other', 'none'].filter((name) => isOwn(at(name)));
  expect(names).toEqual(['out', 'hard', 'soft']);
  closeSync(descriptor);
  expect(ownOutput([descriptor])(at('out'))).toBe(false);
  rmSync(root, { recursive: true });
});

test('what is no file is nobody’s output', () => {
  const descriptor = openSync(devNull, 'w');
  expect(ownOutput([descriptor])(devNull)).toBe(false);
  closeSync(descriptor);
});
