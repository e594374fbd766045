/** What writing needs to know about an entry; `Stats` of node:fs and of memfs both fit. */
export interface Entry {
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
  readonly mtimeMs: number | bigint;
  readonly mode: number | bigint;
}

/**
 * The file operations that we use, so that tests can count them and make each one fail.
 * `node:fs/promises` and the promises of memfs both fit.
 */
export interface FileSystem {
  lstat(path: string): Promise<Entry>;
  stat(path: string): Promise<Entry>;
  readdir(path: string): Promise<readonly unknown[]>;
  readFile(path: string): Promise<Uint8Array>;
  mkdir(path: string): Promise<unknown>;
  writeFile(
    path: string,
    content: string,
    options: { readonly mode: number; readonly flag?: string },
  ): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  rm(
    path: string,
    options: { readonly recursive: boolean; readonly force: boolean },
  ): Promise<void>;
  rmdir(path: string): Promise<void>;
}

/** The system's code of a failed file operation, such as ENOENT; nothing for other errors. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** The entry itself, not what it links to; nothing when there is none. */
export async function entryAt(fs: FileSystem, path: string): Promise<Entry | undefined> {
  try {
    return await fs.lstat(path);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** The names in a directory, sorted. */
export async function namesIn(fs: FileSystem, path: string): Promise<string[]> {
  return (await fs.readdir(path)).map(String).sort();
}

/** The same file system, except that nothing starts once the signal is aborted. */
export function abortable(fs: FileSystem, signal: AbortSignal): FileSystem {
  const check = (): void => signal.throwIfAborted();
  return {
    lstat: async (path) => (check(), fs.lstat(path)),
    stat: async (path) => (check(), fs.stat(path)),
    readdir: async (path) => (check(), fs.readdir(path)),
    readFile: async (path) => (check(), fs.readFile(path)),
    mkdir: async (path) => (check(), fs.mkdir(path)),
    writeFile: async (path, content, options) => (check(), fs.writeFile(path, content, options)),
    rename: async (from, to) => (check(), fs.rename(from, to)),
    rm: async (path, options) => (check(), fs.rm(path, options)),
    rmdir: async (path) => (check(), fs.rmdir(path)),
  };
}
