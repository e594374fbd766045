import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { digest } from './scan-cache-file.js';

/** Set by the build: digests of the sources that say what is found, and of all that is run. */
declare const READER_DIGEST: string | undefined;
declare const PROGRAM_DIGEST: string | undefined;

/** The file that keeps what was read in a project. None where the reader is run from its sources, which change under it. */
export function cacheOf(root: string): string | undefined {
  return typeof READER_DIGEST === 'undefined' ? undefined : placeOf(root, 'scan', READER_DIGEST);
}

/** The file that keeps what was answered about a project; none where the program is run from its sources. */
export function answersOf(root: string): string | undefined {
  return typeof PROGRAM_DIGEST === 'undefined'
    ? undefined
    : placeOf(root, 'answers', PROGRAM_DIGEST);
}

/** With the project's installed packages, else where the system keeps caches. Another maker has another file. */
function placeOf(root: string, what: string, maker: string): string {
  const installed = join(root, 'node_modules');
  const folder = existsSync(installed) ? join(installed, '.cache') : systemCache();
  const name = `${what}-${digest(root).slice(0, 16)}-${maker}`;
  return join(folder, 'arch-lint', name);
}

function systemCache(): string {
  const { XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = process.env;
  if (process.platform === 'win32' && local) return local;
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  return xdg || join(homedir(), '.cache');
}
