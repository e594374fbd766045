import { disk } from '../../disk.js';
import { runIdentity } from '../../run-identity.js';
import { writeTree } from '../../write-tree.js';
import { largeTree } from './large-tree.js';

/** A process that writes a tree to the directory in its argument, to be killed meanwhile. */
process.stdout.write('ready\n');
await writeTree({
  fs: disk,
  target: process.argv[2] ?? '',
  tree: largeTree(),
  force: false,
  run: runIdentity(),
  signal: new AbortController().signal,
});
process.stdout.write('done\n');
