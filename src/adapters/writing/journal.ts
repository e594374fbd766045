import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { isRelPath } from '#shared/rel-path.js';
import { UserError } from '#shared/user-error.js';
import { entryAt, type FileSystem, namesIn } from '../file-system.js';
import type { WritableFile } from './inspect.js';

/** Written into the staging directory before the first move; deleting it is what makes the moves final. */
export interface Journal {
  /** Topmost paths that move from staging into the target. */
  readonly units: readonly string[];
  /** SHA-256 of each file, so that recovery removes nothing that someone has changed since. */
  readonly files: Readonly<Record<string, string>>;
}

const NAME = 'journal.json';

/** The rendered files inside a staging directory. */
export function stagedTree(staging: string): string {
  return join(staging, 'tree');
}

export function journalOf(units: readonly string[], files: readonly WritableFile[]): Journal {
  return {
    units,
    files: Object.fromEntries(files.map(({ path, content }) => [path, sha256(content)])),
  };
}

/** Renamed into place, so that a journal is there as a whole or not at all. */
export async function writeJournal(
  fs: FileSystem,
  staging: string,
  journal: Journal,
): Promise<void> {
  const draft = join(staging, `${NAME}.draft`);
  await fs.writeFile(draft, JSON.stringify(journal), { mode: 0o600 });
  await fs.rename(draft, join(staging, NAME));
}

export async function deleteJournal(fs: FileSystem, staging: string): Promise<void> {
  await fs.rm(join(staging, NAME), { recursive: false, force: true });
}

/** True between the first possible move and the moment the moves became final. */
export async function hasJournal(fs: FileSystem, staging: string): Promise<boolean> {
  return (await entryAt(fs, join(staging, NAME))) !== undefined;
}

/** The units that have left staging and arrived in the target. */
export async function movedUnits(
  fs: FileSystem,
  staging: string,
  target: string,
  units: readonly string[],
): Promise<string[]> {
  const moved: string[] = [];
  for (const unit of units) {
    if ((await entryAt(fs, join(stagedTree(staging), unit))) !== undefined) continue;
    if ((await entryAt(fs, join(target, unit))) !== undefined) moved.push(unit);
  }
  return moved;
}

/** Takes moved units out of the target again. */
export async function takeBack(
  fs: FileSystem,
  target: string,
  moved: readonly string[],
): Promise<void> {
  for (const unit of moved.toReversed()) {
    await fs.rm(join(target, unit), { recursive: true, force: true });
  }
}

/** Undoes what a killed run had moved; keeps it when it was complete; touches nothing that was changed since. */
export async function recover(fs: FileSystem, staging: string, target: string): Promise<void> {
  if (await hasJournal(fs, staging)) {
    const journal = await readJournal(fs, staging);
    const moved = await movedUnits(fs, staging, target, journal.units);
    if (moved.length < journal.units.length) {
      const changed: string[] = [];
      for (const unit of moved) changed.push(...(await changedSince(fs, target, unit, journal)));
      if (changed.length > 0) throw interruptedRun(staging, target, changed);
      await takeBack(fs, target, moved);
    }
    await deleteJournal(fs, staging);
  }
  await fs.rm(staging, { recursive: true, force: true });
}

async function readJournal(fs: FileSystem, staging: string): Promise<Journal> {
  const text = new TextDecoder().decode(await fs.readFile(join(staging, NAME)));
  const journal: unknown = JSON.parse(text);
  if (isJournal(journal)) return journal;
  throw new UserError({
    code: 'LEFTOVER_UNREADABLE',
    message: `${join(staging, NAME)} is not a journal that this version wrote`,
    hint: `Look at what stands beside it and delete ${staging}`,
  });
}

function isJournal(value: unknown): value is Journal {
  if (typeof value !== 'object' || value === null) return false;
  if (!('units' in value) || !('files' in value)) return false;
  const { units, files } = value;
  if (!Array.isArray(units) || typeof files !== 'object' || files === null) return false;
  return units.every((unit) => typeof unit === 'string' && isRelPath(unit));
}

/** Files at or below a path that are not byte for byte what the journal says. */
async function changedSince(
  fs: FileSystem,
  target: string,
  path: string,
  { files }: Journal,
): Promise<string[]> {
  const entry = await fs.lstat(join(target, path));
  if (entry.isDirectory()) {
    const changed: string[] = [];
    for (const name of await namesIn(fs, join(target, path))) {
      changed.push(...(await changedSince(fs, target, `${path}/${name}`, { units: [], files })));
    }
    return changed;
  }
  const same = entry.isFile() && sha256(await fs.readFile(join(target, path))) === files[path];
  return same ? [] : [path];
}

function interruptedRun(staging: string, target: string, changed: readonly string[]): UserError {
  return new UserError({
    code: 'INTERRUPTED_RUN',
    message: `An earlier run was killed while it wrote ${target}, and these files were changed since: ${changed.slice(0, 10).join(', ')}`,
    hint: `Save what you need from them, delete them and ${staging}, and run the same command again`,
  });
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
