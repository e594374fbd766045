import { join } from 'node:path';
import type { DiskEntry, DiskSnapshot } from '#changes/disk-snapshot.js';
import { type FileSystem, systemCode } from './file-system.js';
import { inParallel } from './in-parallel.js';

/**
 * Reads what stands at the given paths of a repo. A link is reported, never followed, also where it
 * stands in for a directory above the path.
 */
export async function snapshotDisk(
  fs: FileSystem,
  root: string,
  paths: readonly string[],
): Promise<DiskSnapshot> {
  const parents = new Map<string, Promise<Blocked>>();
  const found = new Map<string, DiskEntry>();
  await inParallel([...new Set(paths)], async (path) => {
    const blocked = await parentOf(fs, root, path, parents);
    if (blocked === 'missing') return;
    const entry = blocked ?? (await entryOf(fs, join(root, path)));
    if (entry !== undefined) found.set(path, entry);
  });
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What keeps a path from existing: its directory is missing, or is something else. */
type Blocked = DiskEntry | 'missing' | undefined;

function parentOf(
  fs: FileSystem,
  root: string,
  path: string,
  known: Map<string, Promise<Blocked>>,
): Promise<Blocked> {
  const slash = path.lastIndexOf('/');
  if (slash === -1) return Promise.resolve(undefined);
  const directory = path.slice(0, slash);
  const cached = known.get(directory);
  if (cached !== undefined) return cached;
  const answer = (async (): Promise<Blocked> => {
    const above = await parentOf(fs, root, directory, known);
    if (above !== undefined) return above;
    const kind = await kindOf(fs, join(root, directory));
    if (kind === 'directory') return undefined;
    if (kind === undefined) return 'missing';
    return { kind: kind === 'file' ? 'other' : kind };
  })();
  known.set(directory, answer);
  return answer;
}

async function entryOf(fs: FileSystem, path: string): Promise<DiskEntry | undefined> {
  const kind = await kindOf(fs, path);
  if (kind !== 'file') return kind === undefined ? undefined : { kind };
  // No BOM handling: a file must come back byte for byte.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return { kind, content: decoder.decode(await fs.readFile(path)) };
}

async function kindOf(fs: FileSystem, path: string): Promise<DiskEntry['kind'] | undefined> {
  try {
    const entry = await fs.lstat(path);
    if (entry.isFile()) return 'file';
    if (entry.isDirectory()) return 'directory';
    return entry.isSymbolicLink() ? 'link' : 'other';
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
