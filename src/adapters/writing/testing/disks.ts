import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createFsFromVolume, Volume } from 'memfs';
import { disk } from '../../disk.js';
import type { FileSystem } from '../../file-system.js';
import type { WritableFile } from '../inspect.js';
import type { RunIdentity } from '../staging.js';

/** A place to write for one test. */
export interface Disk {
  readonly fs: FileSystem;
  readonly root: string;
  readonly dispose: () => void;
}

export const DISKS: Readonly<Record<'memory' | 'real disk', () => Disk>> = {
  memory: () => {
    const fs = createFsFromVolume(Volume.fromJSON({ '/root': null })).promises;
    return { fs, root: '/root', dispose: () => undefined };
  },
  'real disk': () => {
    const root = mkdtempSync(join(tmpdir(), 'write-tree-'));
    return { fs: disk, root, dispose: () => rmSync(root, { recursive: true, force: true }) };
  },
};

/** Everything below a path: `path/` for directories, content for files, `→` for links. */
export async function contentsOf(
  fs: FileSystem,
  root: string,
  prefix = '',
): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const name of (await fs.readdir(join(root, prefix))).map(String).sort()) {
    const path = `${prefix}${name}`;
    const entry = await fs.lstat(join(root, path));
    if (entry.isSymbolicLink()) found[path] = '→';
    else if (entry.isDirectory()) {
      Object.assign(found, { [`${path}/`]: '' }, await contentsOf(fs, root, `${path}/`));
    } else found[path] = new TextDecoder().decode(await fs.readFile(join(root, path)));
  }
  return found;
}

/** Puts files onto a disk as a user would have; a path with a slash at its end is a directory. */
export async function put(disk: Disk, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    const directory = join(disk.root, path.endsWith('/') ? path : dirname(path));
    await makeDirectory(disk.fs, directory);
    if (!path.endsWith('/'))
      await disk.fs.writeFile(join(disk.root, path), content, { mode: 0o644 });
  }
}

async function makeDirectory(fs: FileSystem, path: string): Promise<void> {
  const exists = await fs.stat(path).then(
    () => true,
    () => false,
  );
  if (exists) return;
  await makeDirectory(fs, dirname(path));
  await fs.mkdir(path);
}

/** A run of a process that is dead as soon as another one looks. */
export function deadRun(index: number): RunIdentity {
  return {
    owner: `0123abcd-${index}`,
    nonce: index.toString(16).padStart(12, '0'),
    now: Date.now(),
    stateOf: () => 'dead',
  };
}

export const SMALL_TREE: readonly WritableFile[] = [
  { path: '.gitignore', content: 'node_modules\n', executable: false },
  { path: 'README.md', content: '# shop\n', executable: false },
  { path: 'package.json', content: '{}\n', executable: false },
  { path: 'src/apps/main.ts', content: 'export {};\n', executable: false },
  { path: 'src/modules/orders/index.ts', content: 'export const orders = 1;\n', executable: false },
  { path: 'tools/run.sh', content: '#!/bin/sh\n', executable: true },
];

/** What `contentsOf` says of a directory that holds the files and nothing else. */
export function treeContents(
  files: readonly WritableFile[],
  prefix: string,
): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { path, content } of files) {
    const full = `${prefix}${path}`;
    const parts = full.split('/');
    for (let depth = 1; depth < parts.length; depth++) {
      found[`${parts.slice(0, depth).join('/')}/`] = '';
    }
    found[full] = content;
  }
  return found;
}
