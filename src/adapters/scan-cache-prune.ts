import { readdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** What a kept file is called: what it holds, of which project, and which version made it. */
const KEPT = /^(?<of>(?:scan|answers)-[0-9a-f]{16})-[0-9a-f]+(?:\.\d+)?$/;
const DAY_MS = 24 * 60 * 60 * 1000;
const UNUSED_MS = 30 * DAY_MS;
/** Two versions may work on one project side by side, an editor's and a terminal's. */
const REPLACED_MS = DAY_MS;

/**
 * Removes what nobody will read again beside a file that was just written: of the same project what another
 * version made or a stopped process left, and of any project what was not written for a month. It is
 * a cache, so whoever has one of them open or misses it only reads its project once more.
 */
export function pruneBeside(file: string, now: number = Date.now()): void {
  const [folder, own] = [dirname(file), basename(file)];
  const of = KEPT.exec(own)?.groups?.['of'];
  if (of === undefined) return;
  for (const name of namesIn(folder)) {
    const kept = KEPT.exec(name)?.groups?.['of'];
    if (kept === undefined || name === own) continue;
    removeOlder(join(folder, name), now - (kept === of ? REPLACED_MS : UNUSED_MS));
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function removeOlder(file: string, than: number): void {
  try {
    if (statSync(file).mtimeMs < than) rmSync(file);
  } catch {
    // Another process removed it, or it is another user's.
  }
}
