import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '#shared/user-error.js';
import { entryAt, systemCode, type FileSystem } from './file-system.js';

const NEW_FILE_MODE = 0o666;

/** A file below the root as it must stand now (null: not at all), and as it is to be. */
export interface Replacement {
  readonly path: string;
  readonly before: string | null;
  readonly after: string;
}

/** The text of a file, if writing it back gives the same bytes; undefined for other encodings and what cannot be read. */
export function replaceableText(root: string, path: string): string | undefined {
  try {
    const bytes = readFileSync(join(root, path));
    const text = bytes.toString('utf8');
    const same = !text.startsWith('\uFEFF') && Buffer.from(text).equals(bytes);
    return same ? text : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Replaces files as a whole, all or none: what is to be, and what was, is written beside each place before
 * the first one changes, so that taking back needs no room. Refuses links, and files that changed since they were read.
 */
export async function replaceFiles(
  fs: FileSystem,
  root: string,
  files: readonly Replacement[],
): Promise<void> {
  const beside = (path: string, what: 'new' | 'old') => `${join(root, path)}.arch-lint-${what}`;
  try {
    for (const { path, before, after } of files) {
      const mode = await modeOf(fs, root, path, before);
      await makeFolder(fs, dirname(join(root, path)));
      await fs.writeFile(beside(path, 'new'), after, { mode });
      if (before !== null) await fs.writeFile(beside(path, 'old'), before, { mode });
    }
    try {
      for (const { path } of files) await fs.rename(beside(path, 'new'), join(root, path));
    } catch (error) {
      for (const { path, before } of files) {
        const file = join(root, path);
        await twice(() =>
          before === null
            ? fs.rm(file, { recursive: false, force: true })
            : fs.rename(beside(path, 'old'), file),
        );
      }
      throw error;
    }
  } catch (error) {
    throw refusal(error);
  } finally {
    const left = files.flatMap(({ path }) => [beside(path, 'new'), beside(path, 'old')]);
    for (const file of left) await twice(() => fs.rm(file, { recursive: false, force: true }));
  }
}

/** What has to be undone gets a second chance, and never hides the error that made it necessary. */
async function twice(work: () => Promise<void>): Promise<void> {
  await work().catch(() => work().catch(() => undefined));
}

async function makeFolder(fs: FileSystem, folder: string): Promise<void> {
  if ((await entryAt(fs, folder)) !== undefined) return;
  await makeFolder(fs, dirname(folder));
  await fs.mkdir(folder);
}

/** The mode of a file that stands as it was read, or that of a new one. */
async function modeOf(fs: FileSystem, root: string, path: string, before: string | null) {
  const entry = await entryAt(fs, join(root, path));
  if (entry === undefined && before === null) return NEW_FILE_MODE;
  if (entry === undefined || before === null || !entry.isFile()) throw changed(path);
  const bytes = await fs.readFile(join(root, path));
  if (!Buffer.from(before).equals(bytes)) throw changed(path);
  return Number(entry.mode) & 0o777;
}

function changed(path: string): UserError {
  return new UserError({
    code: 'FILE_CHANGED',
    message: `${path} is not as it was when it was read, or is a link: nothing was written`,
    hint: 'Run the command again while nothing else writes here',
    where: path,
  });
}

function refusal(error: unknown): unknown {
  const code = systemCode(error);
  if (error instanceof UserError || code === undefined) return error;
  return new UserError({
    code: 'FIX_NOT_WRITTEN',
    message: `A file cannot be written, so none was: ${error instanceof Error ? error.message : code}`,
    hint: 'Make the sources writable, or see what would change with --dry-run',
  });
}
