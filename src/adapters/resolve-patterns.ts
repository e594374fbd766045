import type { ImportTarget } from '#lint/project-model.js';
import { globProblem, pathGlob } from '#shared/path-glob.js';
import { PATTERN } from './lex-patterns.js';
import { folderOf, joinPath } from './resolve-files.js';

/** The paths, perhaps with wildcards, that a specifier which is not relative may mean. */
export type MappedPaths = (folder: string, specifier: string) => readonly string[];

/** More wildcards than this, or a filter that repeats what repeats, might take for ever. */
const MOST_STARS = 6;
const MOST_REPEATS = 3;
const NO_MATCH: readonly ImportTarget[] = [{ kind: 'unresolved', reason: 'no file matches' }];

/** Whether a specifier means every file that it matches. */
export function isPattern(specifier: string): boolean {
  return specifier.startsWith(PATTERN);
}

/**
 * The files that a pattern of `import.meta.glob` or `require.context` means, except the one that it stands in.
 * `owner` is the folder of the package, where paths with a leading slash begin.
 */
export function patternTargets(
  files: readonly string[],
  from: string,
  written: string,
  owner: string,
  mapped: MappedPaths,
): readonly ImportTarget[] {
  const folder = folderOf(from);
  const [pattern = '', ...conditions] = written.slice(PATTERN.length).split(/ (?=!|\/)/);
  const regex = conditions.find((one) => one.startsWith('/'));
  const matchers = (glob: string) =>
    pathsOf(folder, glob, owner, mapped).flatMap((path) =>
      globProblem(path) === undefined && stars(path) <= MOST_STARS ? [pathGlob(path)] : [],
    );
  const excluded = conditions
    .filter((one) => one.startsWith('!'))
    .flatMap((one) => matchers(one.slice(1)));
  const base = pathsOf(folder, pattern.replace(/\/\*+$/, ''), owner, mapped)[0] ?? '';
  const passes = regex === undefined ? () => true : filter(regex, base);
  const wanted = matchers(pattern);
  const found = files.filter(
    (path) =>
      path !== from &&
      wanted.some((glob) => glob.match(path) !== undefined) &&
      !excluded.some((glob) => glob.match(path) !== undefined) &&
      passes(path),
  );
  return found.length === 0 ? NO_MATCH : found.map((path) => ({ kind: 'file', path }));
}

function pathsOf(folder: string, glob: string, owner: string, mapped: MappedPaths): string[] {
  if (glob.startsWith('.')) return [joinPath(folder, glob)].flatMap((path) => path ?? []);
  if (glob.startsWith('/')) return [joinPath(owner, `.${glob}`)].flatMap((path) => path ?? []);
  if (glob.startsWith('**')) return [glob];
  return [...mapped(folder, glob)];
}

/** webpack asks its filter for paths as seen from the folder: `./a/b.js`. */
function filter(written: string, base: string): (path: string) => boolean {
  const end = written.lastIndexOf('/');
  const source = written.slice(1, end);
  if ((source.match(/[*+{]/g) ?? []).length > MOST_REPEATS || /\)[*+{]/.test(source))
    return () => false;
  try {
    const regex = new RegExp(source, written.slice(end + 1).replace(/[gy]/g, ''));
    const start = base === '' ? 0 : base.length + 1;
    return (path) => regex.test(`./${path.slice(start)}`);
  } catch {
    return () => false;
  }
}

function stars(glob: string): number {
  return glob.split('*').length - 1;
}
