import { basename, dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { UserError } from '#shared/user-error.js';

/** Where the repo goes. */
export interface Target {
  /** As the user would type it. */
  readonly shown: string;
  readonly path: string;
}

/** Belongs to a package manager, to git, or to Windows. */
const RESERVED = /^(node_modules|\.git|(con|prn|aux|nul|com\d|lpt\d)(\..*)?)$/i;

/** What of the file system is needed to see through links. */
export interface LinkReader {
  realpath(path: string): Promise<string>;
}

/**
 * The directory to create, below the current one. A path that leads elsewhere is more often a slip or an
 * injected name than a wish, and whoever wishes it can change directory first.
 */
export async function targetOf(dir: string, cwd: string, links: LinkReader): Promise<Target> {
  if (dir.trim() === '' || dir.includes('\0')) {
    throw refusal('TARGET_INVALID', 'is not a directory name', 'Give a name such as shop', dir);
  }
  const path = resolve(cwd, dir);
  if (isOutside(cwd, path)) throw outside(dir);
  const reserved = relative(cwd, path)
    .split(sep)
    .find((part) => RESERVED.test(part));
  if (reserved !== undefined) {
    throw refusal('TARGET_RESERVED', `has the reserved part ${reserved}`, 'Give another name', dir);
  }
  const root = await links.realpath(cwd);
  const nearest = await realParent(path, links);
  if (nearest !== root && isOutside(root, nearest)) throw outside(dir);
  return { shown: relative(cwd, path) || '.', path };
}

/** The name that a directory gives to its project. */
export function projectNameFrom(dir: string, cwd: string): string {
  return basename(resolve(cwd, dir));
}

function isOutside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way);
}

/** The real place of the deepest part that exists; a link that leads nowhere is judged when writing. */
async function realParent(path: string, links: LinkReader): Promise<string> {
  try {
    return await links.realpath(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : realParent(parent, links);
  }
}

function outside(dir: string): UserError {
  return refusal(
    'TARGET_OUTSIDE',
    'leads out of the current directory',
    'Change to the directory that shall hold it, and give a plain name such as shop',
    dir,
  );
}

function refusal(code: string, what: string, hint: string, dir: string): UserError {
  return new UserError({
    code,
    message: `The directory ${JSON.stringify(dir.slice(0, LONGEST_SHOWN))} ${what}`,
    hint,
  });
}

/** A path of a megabyte does not belong on a terminal. */
const LONGEST_SHOWN = 120;
