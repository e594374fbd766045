import { join } from 'node:path';
import { entryAt, type FileSystem, namesIn } from '../file-system.js';

/** Who is writing: part of the staging directory's name, so that a killed run can be told from a live one. */
export interface RunIdentity {
  /** `<host>-<pid>`: eight hex digits and a number. */
  readonly owner: string;
  /** Twelve hex digits, new for each run. */
  readonly nonce: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** `unknown` for a process on another host or in another container. */
  readonly stateOf: (owner: string) => 'alive' | 'dead' | 'unknown';
}

const NAME = /^\.create-backend-staging-([0-9a-f]{8}-\d{1,10})-[0-9a-f]{12}$/;

/** No run takes this long; beyond it, even an owner that looks alive is only a reused process id. */
const ABANDONED_MS = 60 * 60 * 1000;

/** Where a run prepares its files before they move into place. */
export function stagingName({ owner, nonce }: RunIdentity): string {
  return `.create-backend-staging-${owner}-${nonce}`;
}

/** True for names that only we give, so that nothing of the user's is ever taken for a leftover. */
export function isStagingName(name: string): boolean {
  return NAME.test(name);
}

/** The staging directories of runs that are over: killed before they could clean up. */
export async function leftoversIn(
  fs: FileSystem,
  directory: string,
  run: RunIdentity,
): Promise<string[]> {
  const leftovers: string[] = [];
  for (const name of (await namesIn(fs, directory)).filter(isStagingName)) {
    const path = join(directory, name);
    const entry = await entryAt(fs, path);
    if (entry?.isDirectory() && isOver(name, Number(entry.mtimeMs), run)) leftovers.push(path);
  }
  return leftovers;
}

function isOver(name: string, modified: number, run: RunIdentity): boolean {
  const owner = NAME.exec(name)?.[1] ?? '';
  return run.stateOf(owner) === 'dead' || run.now - modified > ABANDONED_MS;
}
