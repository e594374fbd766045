import { isRelPath } from '#shared/rel-path.js';
import { UserError, type Problem } from '#shared/user-error.js';
import { isStagingName } from './staging.js';

const WINDOWS_DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const WINDOWS_DROPS = /[. ]$/;
const WINDOWS_FORBIDS = /[<>"|?*]/;

/** The spelling under which a case-insensitive or normalising disk files a name. */
export function folded(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** Refuses paths that leave the target, mean something else on another system, or exclude one another. */
export function checkPaths(paths: readonly string[]): void {
  const [first, ...rest] = [...paths.flatMap(unsafe), ...collisions(paths)];
  if (first !== undefined) throw new UserError(first, ...rest);
}

function unsafe(path: string): Problem[] {
  const reason = isRelPath(path)
    ? path.split('/').map(reservedPart).find(Boolean)
    : 'it leaves the target directory or is not a plain relative path';
  if (reason === undefined) return [];
  return [
    {
      code: 'PATH_UNSAFE',
      message: `Will not write ${JSON.stringify(path)}: ${reason}`,
      hint: 'Rename the module or app it comes from',
    },
  ];
}

function reservedPart(part: string): string | undefined {
  if (folded(part) === '.git') return '.git belongs to git';
  if (isStagingName(part)) return `${part} is the name of a staging directory`;
  if (WINDOWS_DEVICE.test(part)) return `${part} is a device on Windows`;
  if (WINDOWS_DROPS.test(part)) return 'Windows drops a dot or space at the end of a name';
  if (WINDOWS_FORBIDS.test(part)) return `Windows does not allow the name ${part}`;
  return undefined;
}

/** Two spellings of one name, or a file where another path needs a directory. */
function collisions(paths: readonly string[]): Problem[] {
  const spellings = new Map<string, string>();
  const files = new Map<string, string>();
  const problems: Problem[] = [];
  const collide = (a: string, b: string): void => {
    problems.push({
      code: 'PATH_COLLISION',
      message: `${a} and ${b} cannot both exist on every file system`,
      hint: 'Rename one of the modules or apps they come from',
    });
  };
  for (const path of paths) {
    const taken = files.get(folded(path));
    if (taken !== undefined) collide(taken, path);
    files.set(folded(path), path);
  }
  for (const path of paths) {
    for (const directory of directoriesOf(path)) {
      const file = files.get(folded(directory));
      if (file !== undefined) collide(file, path);
      const spelling = spellings.get(folded(directory)) ?? directory;
      if (spelling !== directory) collide(spelling, directory);
      spellings.set(folded(directory), spelling);
    }
  }
  return problems;
}

/** `a/b/c.ts` → `a`, `a/b`. */
function directoriesOf(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}
