import { join } from 'node:path';
import { UserError } from '#shared/user-error.js';
import { type Entry, entryAt, type FileSystem, namesIn, systemCode } from '../file-system.js';
import { folded } from './check-paths.js';
import { isStagingName } from './staging.js';

/** What of a rendered file is written. */
export interface WritableFile {
  readonly path: string;
  readonly content: string;
  readonly executable: boolean;
}

/** How the tree lies over what is there. */
export interface Overlay {
  /** Topmost paths that do not exist yet: each moves into place as a whole. */
  readonly units: readonly string[];
  readonly created: readonly WritableFile[];
  /** Files that exist with the same bytes. */
  readonly kept: readonly WritableFile[];
  /** `path (why)` of what cannot be written without destroying something. */
  readonly conflicts: readonly string[];
}

const CAP = 10;
const COUNTS_AS_EMPTY = new Set(['.git', '.DS_Store']);

/** Says whether the target is a directory or does not exist; refuses everything else. */
export async function targetState(
  fs: FileSystem,
  target: string,
): Promise<'missing' | 'directory'> {
  try {
    if ((await fs.stat(target)).isDirectory()) return 'directory';
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT' && (await entryAt(fs, target)) === undefined) return 'missing';
    if (code !== 'ENOENT' && code !== 'ENOTDIR' && code !== 'ELOOP') throw error;
  }
  throw new UserError({
    code: 'TARGET_NOT_A_DIRECTORY',
    message: `${target} is a file, lies below a file, or is a link that leads nowhere`,
    hint: 'Choose another directory',
  });
}

/** Refuses a directory in which something stands, and names it. */
export async function refuseUnlessEmpty(fs: FileSystem, target: string): Promise<void> {
  const inTheWay = (await namesIn(fs, target)).filter((name) => !COUNTS_AS_EMPTY.has(name));
  if (inTheWay.length === 0) return;
  const busy = inTheWay.find(isStagingName);
  throw new UserError({
    code: 'TARGET_NOT_EMPTY',
    message: `${target} is not empty; in the way: ${capped(inTheWay)}`,
    hint:
      busy === undefined
        ? 'Choose another directory, or pass --force to add what is missing and change nothing that exists'
        : `Another run writes here. If none does, delete ${join(target, busy)}`,
  });
}

/**
 * Refuses when another run writes into the same directory. Each makes its staging directory before it
 * looks, so of two at least one sees the other, and neither has moved anything yet.
 */
export async function refuseCompany(fs: FileSystem, target: string, own: string): Promise<void> {
  const other = (await namesIn(fs, target)).find((name) => isStagingName(name) && name !== own);
  if (other === undefined) return;
  throw new UserError({
    code: 'TARGET_CHANGED',
    message: `Another run writes to ${target} at the same time`,
    hint: `Wait until it is done. If there is none, delete ${join(target, other)}`,
  });
}

/** Refuses to overwrite: `--force` adds files and keeps equal ones, but never changes one. */
export function refuseConflicts(target: string, { conflicts }: Overlay): void {
  if (conflicts.length === 0) return;
  throw new UserError({
    code: 'FILES_IN_THE_WAY',
    message: `${target} has files that would be overwritten: ${capped(conflicts)}`,
    hint: 'Move or delete them, or choose another directory; --force does not overwrite',
  });
}

function capped(names: readonly string[]): string {
  const more = names.length - CAP;
  return names.slice(0, CAP).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** Lays the files over the target, going only as deep as both have a directory; follows no links. */
export async function overlay(
  fs: FileSystem,
  target: string,
  files: readonly WritableFile[],
): Promise<Overlay> {
  const found: MutableOverlay = { units: [], created: [], kept: [], conflicts: [] };
  await descend(fs, target, '', files, found);
  return found;
}

type MutableOverlay = { -readonly [Key in keyof Overlay]: Overlay[Key][number][] };

async function descend(
  fs: FileSystem,
  target: string,
  prefix: string,
  files: readonly WritableFile[],
  found: MutableOverlay,
): Promise<void> {
  const present = new Map<string, string>();
  for (const name of await namesIn(fs, join(target, prefix))) present.set(folded(name), name);
  for (const [name, below] of byFirstPart(files, prefix)) {
    const path = prefix + name;
    const other = present.get(folded(name));
    if (other === undefined) {
      found.units.push(path);
      found.created.push(...below);
    } else if (other.normalize('NFC') === name.normalize('NFC')) {
      await meet(fs, target, path, below, found);
    } else {
      found.conflicts.push(`${path} (${prefix}${other} exists in another spelling)`);
    }
  }
}

/** A path that exists: go on below a directory, compare a file, refuse the rest. */
async function meet(
  fs: FileSystem,
  target: string,
  path: string,
  files: readonly WritableFile[],
  found: MutableOverlay,
): Promise<void> {
  const entry = await fs.lstat(join(target, path));
  const file = files.find((candidate) => candidate.path === path);
  if (file === undefined && entry.isDirectory()) {
    await descend(fs, target, `${path}/`, files, found);
  } else if (file === undefined || !entry.isFile()) {
    found.conflicts.push(`${path} (${kindOf(entry)})`);
  } else if (Buffer.from(file.content).equals(await fs.readFile(join(target, path)))) {
    found.kept.push(file);
  } else {
    found.conflicts.push(`${path} (different content)`);
  }
}

function byFirstPart(
  files: readonly WritableFile[],
  prefix: string,
): ReadonlyMap<string, readonly WritableFile[]> {
  const groups = new Map<string, WritableFile[]>();
  for (const file of files) {
    const name = file.path.slice(prefix.length).split('/', 1)[0] ?? '';
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [file]);
    else group.push(file);
  }
  return groups;
}

function kindOf(entry: Entry): string {
  if (entry.isSymbolicLink()) return 'a symbolic link';
  return entry.isDirectory() ? 'a directory' : 'a file';
}
