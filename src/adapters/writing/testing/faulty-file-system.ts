import type { FileSystem } from '../../file-system.js';

/** What goes wrong at one operation, counted from 1. */
export type Fault =
  /** The operation reports a failure and did not happen; a write stops half way. */
  | 'fails'
  /** It reports a failure although it happened. */
  | 'fails after the fact'
  /** From here on nothing can be added to the disk. */
  | 'disk stays full'
  /** Someone presses Ctrl-C. */
  | 'abort'
  /** The process dies: neither this nor any later operation happens, not even to clean up. */
  | 'dies';

export interface FaultPlan {
  readonly at: number;
  readonly fault: Fault;
  readonly code: string;
}

export interface FaultyFileSystem {
  readonly fs: FileSystem;
  readonly signal: AbortSignal;
  /** Operations so far. */
  readonly count: () => number;
}

type Operation = keyof FileSystem;
const ADDS: readonly Operation[] = ['mkdir', 'writeFile', 'rename'];

/** Passes operations on to a real or in-memory disk and makes one of them go wrong. */
export function faultyFileSystem(
  disk: FileSystem,
  { at, fault, code }: FaultPlan,
): FaultyFileSystem {
  const controller = new AbortController();
  let count = 0;
  const failure = (operation: Operation): Error =>
    Object.assign(new Error(`${code}: injected into ${operation} ${at}`), { code });
  const guard = async <Value>(
    operation: Operation,
    work: () => Promise<Value>,
    half: () => Promise<unknown> = async () => undefined,
  ): Promise<Value> => {
    count += 1;
    const late = count > at;
    if (late && fault === 'dies') throw failure(operation);
    if (late && fault === 'disk stays full' && ADDS.includes(operation)) throw failure(operation);
    if (count !== at) return work();
    if (fault === 'abort') controller.abort();
    if (fault === 'disk stays full' && !ADDS.includes(operation)) return work();
    if (fault === 'fails after the fact') await work();
    if (fault === 'abort') return work();
    if (fault !== 'fails after the fact') await half();
    throw failure(operation);
  };
  const fs: FileSystem = {
    lstat: (path) => guard('lstat', () => disk.lstat(path)),
    stat: (path) => guard('stat', () => disk.stat(path)),
    readdir: (path) => guard('readdir', () => disk.readdir(path)),
    readFile: (path) => guard('readFile', () => disk.readFile(path)),
    mkdir: (path) => guard('mkdir', () => disk.mkdir(path)),
    writeFile: (path, content, options) =>
      guard(
        'writeFile',
        () => disk.writeFile(path, content, options),
        () => disk.writeFile(path, content.slice(0, content.length / 2), options),
      ),
    rename: (from, to) => guard('rename', () => disk.rename(from, to)),
    rm: (path, options) => guard('rm', () => disk.rm(path, options)),
    rmdir: (path) => guard('rmdir', () => disk.rmdir(path)),
  };
  return { fs, signal: controller.signal, count: () => count };
}
