import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { watchFolders, type FolderWatch } from './watch-folders.js';

let root = '';
let watching: FolderWatch;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'watch-'));
  for (const folder of ['in', 'out']) mkdirSync(join(root, folder));
  watching = watchFolders(root);
});
afterEach(() => {
  watching.close();
  rmSync(root, { recursive: true, force: true });
});

const write = (path: string) => writeFileSync(join(root, path), `${Date.now()}`);
const later = (ms: number) => new Promise<'nothing'>((done) => setTimeout(done, ms, 'nothing'));
const told = () => watching.changed().then(() => 'told');

test('a change in a watched folder is told, also one from before somebody asked, and only once', async () => {
  expect(watching.follow(['', 'in'])).toBe(true);
  write('in/a.ts');
  await later(500);
  expect(await Promise.race([told(), later(3_000)])).toBe('told');
  const next = told();
  expect(await Promise.race([next, later(300)])).toBe('nothing');
  write('b.ts');
  expect(await Promise.race([next, later(3_000)])).toBe('told');
});

test('what happens in other folders is not told, and neither in one that is followed no more', async () => {
  watching.follow(['in']);
  expect(watching.follow(['in'])).toBe(false);
  expect(watching.follow([])).toBe(false);
  write('in/a.ts');
  write('out/a.ts');
  expect(await Promise.race([told(), later(500)])).toBe('nothing');
});

test('a folder that is gone is passed over', () => {
  expect(watching.follow(['gone'])).toBe(false);
});
