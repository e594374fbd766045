import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { snapshotDisk } from './snapshot-disk.js';
import { DISKS, put } from './writing/testing/disks.js';

const disk = DISKS['real disk']();
afterAll(disk.dispose);

it('tells files, what stands in their way, and says nothing of what is missing', async () => {
  await put(disk, {
    'a.ts': '\uFEFFexport {};\r\n',
    'src/b.ts': 'b',
    'folder/': '',
    'elsewhere/secret': 'not mine to read',
    plain: 'a file',
  });
  symlinkSync(join(disk.root, 'elsewhere'), join(disk.root, 'linked'));
  symlinkSync(join(disk.root, 'a.ts'), join(disk.root, 'alias.ts'));
  const paths = [
    'src/b.ts',
    'a.ts',
    'folder',
    'alias.ts',
    'linked/secret',
    'linked/deep/secret',
    'plain/below',
    'missing.ts',
    'missing/deep/x',
    'a.ts',
  ];
  expect(await snapshotDisk(disk.fs, disk.root, paths)).toEqual({
    'a.ts': { kind: 'file', content: '\uFEFFexport {};\r\n' },
    'alias.ts': { kind: 'link' },
    folder: { kind: 'directory' },
    'linked/deep/secret': { kind: 'link' },
    'linked/secret': { kind: 'link' },
    'plain/below': { kind: 'other' },
    'src/b.ts': { kind: 'file', content: 'b' },
  });
});
