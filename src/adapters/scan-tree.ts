import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { walk, type Walk } from './scan-walk.js';

/** What tells that a file is the one that was read: times in milliseconds, and bytes. */
export interface Stamp {
  readonly modified: number;
  readonly changed: number;
  readonly size: number;
}

/** The files below a root as they are at one moment, before any is read. */
export interface Tree extends Walk {
  readonly root: string;
  /** Milliseconds, from before the first file was looked at. */
  readonly taken: number;
  /** Nothing for what is not there. */
  readonly stampOf: (path: string) => Stamp | undefined;
  /** Of all names, and of the stamps of the files that count: the same only where nothing of these changed. */
  readonly digest: (counts?: (path: string) => boolean) => string;
  /** Whether all were left alone for long enough to be told by their stamps. */
  readonly isSettled: () => boolean;
}

/** A file may change once more within one tick of a coarse clock; so soon after a change its stamp tells nothing. */
const RACY_MS = 2000;
const [PER_FILE, SIZE] = [3, 2];

/** Lists and stamps the files below a root; throws when it cannot be read. */
export function takeTree(root: string, now: () => number = Date.now): Tree {
  const taken = now();
  const walked = walk(root);
  const { files } = walked;
  let all: Float64Array | undefined;
  const stamps = () => (all ??= stampAll(root, files));
  const fileAt = (at: number) => files[Math.floor(at / PER_FILE)] ?? '';
  let places: Map<string, number> | undefined;
  return {
    ...walked,
    root,
    taken,
    stampOf: (path) => {
      places ??= new Map(files.map((file, at) => [file, at * PER_FILE]));
      const at = places.get(path) ?? -1;
      const [modified = NaN, changed = NaN, size = NaN] = stamps().subarray(at, at + PER_FILE);
      return at < 0 || Number.isNaN(size) ? undefined : { modified, changed, size };
    },
    digest: (counts = () => true) =>
      createHash('sha1')
        .update(JSON.stringify([files, walked.leftOut, walked.unreadable]))
        .update(stamps().map((part, at) => (counts(fileAt(at)) ? part : 0)))
        .digest('hex'),
    isSettled: () =>
      stamps().every((time, at) => at % PER_FILE === SIZE || !(time >= taken - RACY_MS)),
  };
}

export function isSettled({ modified, changed }: Stamp, now: number): boolean {
  return Math.max(modified, changed) < now - RACY_MS;
}

export function isSame(a: Stamp, b: Stamp): boolean {
  return a.modified === b.modified && a.changed === b.changed && a.size === b.size;
}

/** For each file its times and size, or NaN where it cannot be asked. */
function stampAll(root: string, files: readonly string[]): Float64Array {
  const stamps = new Float64Array(files.length * PER_FILE).fill(NaN);
  files.forEach((path, at) => {
    try {
      const found = statSync(`${root}/${path}`, { throwIfNoEntry: false });
      if (found) stamps.set([found.mtimeMs, found.ctimeMs, found.size], at * PER_FILE);
    } catch {
      // What may not be looked at is as good as not there.
    }
  });
  return stamps;
}
