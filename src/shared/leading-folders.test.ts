import { expect, test } from 'vitest';
import { leadingFolders } from './leading-folders.js';

test.each([
  ['a/b/c.ts', 1, 'a'],
  ['a/b/c.ts', 2, 'a/b'],
  ['a/b/c.ts', 3, undefined],
  ['c.ts', 1, undefined],
])('%s to depth %i', (path, depth, folders) => {
  expect(leadingFolders(path, depth)).toBe(folders);
});
