import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runIdentity } from './run-identity.js';
import { writeTree } from './write-tree.js';
import { contentsOf, DISKS, treeContents } from './writing/testing/disks.js';
import { largeTree } from './writing/testing/large-tree.js';

const KILLS = 10;
const disk = DISKS['real disk']();
const script = join(disk.root, 'kill-me.mjs');

beforeAll(async () => {
  const entry = new URL('writing/testing/kill-me.ts', import.meta.url).pathname;
  await build({
    entryPoints: [entry],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'esm',
  });
});
afterAll(disk.dispose);

it.each(['a new directory', 'an existing directory'])(
  'makes %s whole at the next run, whenever SIGKILL struck',
  async (name) => {
    for (let kill = 0; kill < KILLS; kill++) {
      const parent = join(disk.root, `${name.replaceAll(' ', '-')}-${kill}`);
      const target = join(parent, 'shop');
      mkdirSync(name === 'a new directory' ? parent : target, { recursive: true });
      await killAfter(target, kill * 4);
      await writeTree({
        fs: disk.fs,
        target,
        tree: largeTree(),
        force: false,
        run: runIdentity(),
        signal: new AbortController().signal,
      }).catch((error: unknown) => expect(error).toMatchObject({ code: 'TARGET_NOT_EMPTY' }));
      expect(await contentsOf(disk.fs, parent)).toEqual(treeContents(largeTree(), 'shop/'));
    }
  },
);

async function killAfter(target: string, ms: number): Promise<void> {
  const child = spawn(process.execPath, [script, target], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  await once(child.stdout, 'data');
  await sleep(ms);
  child.kill('SIGKILL');
  await exited;
}
