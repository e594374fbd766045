import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { replaceFiles } from './replace-files.js';
import { contentsOf, DISKS, put } from './writing/testing/disks.js';
import { faultyFileSystem } from './writing/testing/faulty-file-system.js';

const BEFORE = { 'src/': '', 'src/a.ts': 'one', 'src/b.ts': 'two', 'other.txt': 'mine' };
const FILES = [
  { path: 'src/a.ts', before: 'one', after: 'ONE' },
  { path: 'src/b.ts', before: 'two', after: 'TWO' },
  { path: 'src/c.ts', before: null, after: 'THREE' },
];
const AFTER = { ...BEFORE, 'src/a.ts': 'ONE', 'src/b.ts': 'TWO', 'src/c.ts': 'THREE' };

describe.each(['memory', 'real disk'] as const)('in %s', (name) => {
  test('every file is replaced', async () => {
    const disk = DISKS[name]();
    await put(disk, BEFORE);
    await replaceFiles(disk.fs, disk.root, FILES);
    expect(await contentsOf(disk.fs, disk.root)).toEqual(AFTER);
    disk.dispose();
  });

  test.each(['fails', 'fails after the fact'] as const)(
    'whatever operation %s, all are replaced or none, and nothing is left beside them',
    async (fault) => {
      let [at, done] = [0, false];
      while (!done) {
        at += 1;
        const disk = DISKS[name]();
        await put(disk, BEFORE);
        const faulty = faultyFileSystem(disk.fs, { at, fault, code: 'EIO' });
        const error = await replaceFiles(faulty.fs, disk.root, FILES).catch((e: unknown) => e);
        if (error !== undefined) expect(error).toMatchObject({ code: 'FIX_NOT_WRITTEN' });
        const expected = error === undefined ? AFTER : BEFORE;
        expect(await contentsOf(disk.fs, disk.root), `operation ${at}`).toEqual(expected);
        done = faulty.count() < at;
        disk.dispose();
      }
      expect(at).toBeGreaterThan(15);
    },
  );
});

test('a file that changed, appeared or is a link is refused before anything is written', async () => {
  const disk = DISKS['real disk']();
  await put(disk, BEFORE);
  symlinkSync(join(disk.root, 'other.txt'), join(disk.root, 'src/link.ts'));
  const [a] = FILES;
  if (a === undefined) throw new Error('there is a first file');
  for (const second of [
    { path: 'src/b.ts', before: 'older', after: '' },
    { path: 'src/b.ts', before: null, after: '' },
    { path: 'src/gone.ts', before: 'was', after: '' },
    { path: 'src/link.ts', before: 'mine', after: '' },
  ]) {
    await expect(replaceFiles(disk.fs, disk.root, [a, second])).rejects.toMatchObject({
      code: 'FILE_CHANGED',
      problems: [{ where: second.path }],
    });
    expect(await contentsOf(disk.fs, disk.root)).toEqual({ ...BEFORE, 'src/link.ts': '→' });
  }
  disk.dispose();
});
