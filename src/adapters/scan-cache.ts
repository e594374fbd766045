import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ImportTarget, SkippedFile } from '#lint/project-model.js';
import { SOURCE } from './resolve-files.js';
import { MANIFEST } from './resolve-packages.js';
import {
  pack,
  unpack,
  type Known,
  type ReadFile,
  type Stamp,
  type Stored,
  type Told,
  type World,
} from './scan-cache-columns.js';
import type { Text } from './scan-read.js';

/** All that a specifier in a file leads to. */
export type ResolveAll = (from: string, specifier: string) => readonly ImportTarget[];

/** Where a cache is kept, and the clock in milliseconds. */
export interface CachePlace {
  readonly file: string;
  readonly now: () => number;
}

/** A file may change once more within one tick of a coarse clock; what was read so soon after a change is not kept. */
const RACY_MS = 2000;

/** Set by the build: a digest of the sources that say what is found. */
declare const READER_DIGEST: string | undefined;

/**
 * The cache of a project: with its installed packages, else where the system keeps caches. Another
 * reader has another file. None where the reader is run from its sources, which change under it.
 */
export function cacheOf(root: string): CachePlace | undefined {
  if (typeof READER_DIGEST === 'undefined') return undefined;
  const installed = join(root, 'node_modules');
  const folder = existsSync(installed) ? join(installed, '.cache') : systemCache();
  const name = `scan-${digest(root).slice(0, 16)}-${READER_DIGEST}`;
  return { file: join(folder, 'arch-lint', name), now: Date.now };
}

function systemCache(): string {
  const { XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = process.env;
  if (process.platform === 'win32' && local) return local;
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  return xdg || join(homedir(), '.cache');
}

/** How a cache is filled where it knows nothing. */
export interface Reading {
  /** All files below the root. */
  readonly files: readonly string[];
  readonly read: (path: string) => ReadFile;
  readonly resolve: ResolveAll;
  readonly told: () => Told;
  /** What is no JSON, among what resolving read so far. */
  readonly broken: () => readonly SkippedFile[];
  /** When the files that resolving read were last changed, before they were read. */
  readonly consulted: ReadonlyMap<string, Stamp | undefined>;
}

/**
 * Reads files by way of a cache: those that did not change since are not opened. Where their imports
 * lead is believed as long as no file came or went and nothing changed that resolving read.
 */
export function cachedReading(root: string, place: CachePlace, reading: Reading) {
  const known = load(place.file);
  const list = digest([process.version, ...reading.files].join('\n'));
  const world = known === undefined ? undefined : believedWorld(root, known, reading.files, list);
  const kept: [path: string, stamp: Stamp, found: ReadFile][] = [];
  let hits = 0;
  const began = place.now();
  const told = (): Told =>
    world === undefined
      ? reading.told()
      : { packages: world.packages, broken: oncePerPath(world.broken, reading.broken()) };
  return {
    told,
    read: (path: string): ReadFile => {
      const stamp = stampOf(root, path);
      const old = known?.files.get(path);
      if (stamp !== undefined && old !== undefined && isSame(stamp, old.stamp)) {
        hits++;
        const found =
          world === undefined ? resolvedAnew(path, old.found(), reading.resolve) : old.found();
        kept.push([path, stamp, found]);
        return found;
      }
      const now = place.now();
      const found = reading.read(path);
      if (found.read && stamp !== undefined && isSettled(stamp, now))
        kept.push([path, stamp, found]);
      return found;
    },
    /** Writes what was read for the next time; where that is not allowed, goes without. */
    save: (): void => {
      const nothingNew = hits === kept.length && hits === (known?.files.size ?? 0);
      if (nothingNew && (world !== undefined || hits === 0)) return;
      const { packages, broken } = told();
      const read = settledStamps([...(world?.read ?? []), ...reading.consulted], began);
      store(place.file, pack(kept, read && { list, read, packages, broken }));
    },
  };
}

/** Reads as before, and notes when what is read was last changed; what cannot be read is tried again next time. */
export function notingReads(root: string, read: (path: string) => Text) {
  const consulted = new Map<string, Stamp | undefined>();
  return {
    consulted,
    read: (path: string): Text => {
      const stamp = stampOf(root, path);
      const text = read(path);
      consulted.set(path, text.ok ? stamp : undefined);
      return text;
    },
  };
}

/** The world as it was kept, if it is still that. */
function believedWorld(
  root: string,
  { world, files: known }: Known,
  files: readonly string[],
  list: string,
): World | undefined {
  const isUnchanged = (path: string, before: Stamp | undefined) => {
    const stamp = stampOf(root, path);
    return stamp !== undefined && before !== undefined && isSame(stamp, before);
  };
  if (world?.list !== list) return undefined;
  if (![...world.read].every(([path, stamp]) => isUnchanged(path, stamp))) return undefined;
  // A configuration that is no JSON is said as long as an import asks for it: any changed file may be the one.
  if (world.broken.every(({ path }) => MANIFEST.test(path))) return world;
  const sources = files.filter((path) => SOURCE.test(path));
  return sources.every((path) => isUnchanged(path, known.get(path)?.stamp)) ? world : undefined;
}

/** A partly kept world may be read once more. */
function oncePerPath(...lists: readonly (readonly SkippedFile[])[]): readonly SkippedFile[] {
  return [...new Map(lists.flat().map((file) => [file.path, file])).values()];
}

function resolvedAnew(path: string, found: ReadFile, resolve: ResolveAll): ReadFile {
  const imports = found.imports.map((one) => ({ ...one, targets: resolve(path, one.specifier) }));
  return { ...found, imports };
}

/** Nothing when one of them may have changed once more since. */
function settledStamps(
  stamps: readonly (readonly [path: string, stamp: Stamp | undefined])[],
  now: number,
): ReadonlyMap<string, Stamp> | undefined {
  const settled = new Map<string, Stamp>();
  for (const [path, stamp] of stamps) {
    if (stamp === undefined || !isSettled(stamp, now)) return undefined;
    settled.set(path, stamp);
  }
  return settled;
}

function stampOf(root: string, path: string): Stamp | undefined {
  try {
    const found = statSync(`${root}/${path}`, { throwIfNoEntry: false });
    return found && { modified: found.mtimeMs, changed: found.ctimeMs, size: found.size };
  } catch {
    return undefined;
  }
}

function isSettled({ modified, changed }: Stamp, now: number): boolean {
  return Math.max(modified, changed) < now - RACY_MS;
}

function isSame(a: Stamp, b: Stamp): boolean {
  return a.modified === b.modified && a.changed === b.changed && a.size === b.size;
}

/** Nothing unless the file is whole: it begins with the digest of what follows. */
function load(file: string): Known | undefined {
  try {
    const bytes = readFileSync(file);
    const text = bytes.subarray(DIGEST_LENGTH);
    if (bytes.subarray(0, DIGEST_LENGTH).toString('latin1') !== digest(text)) return undefined;
    return unpack(JSON.parse(text.toString('utf8')) as Stored);
  } catch {
    return undefined;
  }
}

function store(file: string, stored: Stored): void {
  const text = JSON.stringify(stored);
  const beside = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(beside, digest(text) + text);
    renameSync(beside, file);
  } catch {
    discard(beside);
  }
}

function discard(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // It is not there, since its folder is none.
  }
}

const DIGEST_LENGTH = 40;

function digest(what: string | Buffer): string {
  return createHash('sha1').update(what).digest('hex');
}
