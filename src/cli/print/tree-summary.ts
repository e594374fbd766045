import type { Symbols } from './symbols.js';

/** Folders that are shown with their own folders. */
const OPENED = 'src';
/** Files of the root that are named. */
const NAMED = 3;

interface Row {
  readonly depth: number;
  readonly last: boolean;
  readonly name: string;
  readonly files: number | undefined;
}

/** The tree that would be written, with how many files each folder holds; the files of the root in the last line. */
export function treeSummary(paths: readonly string[], symbols: Symbols): readonly string[] {
  const folders = foldersOf(paths, 0);
  const rootFiles = paths.filter((path) => !path.includes('/'));
  const rows = folders.flatMap(([name, files], index): Row[] => {
    const last = index === folders.length - 1 && rootFiles.length === 0;
    const inner = name === OPENED ? foldersOf(inside(paths, name), 1) : [];
    return [
      { depth: 0, last, name: `${name}/`, files },
      ...inner.map(([child, count], at) => {
        return { depth: 1, last: at === inner.length - 1, name: `${child}/`, files: count };
      }),
    ];
  });
  if (rootFiles.length > 0) {
    rows.push({ depth: 0, last: true, name: namesOf(rootFiles), files: undefined });
  }
  const heads = rows.map(({ depth, last, name }) => {
    const trunk = depth === 0 ? '' : symbols.trunk;
    return `${trunk}${last ? symbols.lastBranch : symbols.branch}${name}`;
  });
  const counted = heads.filter((_, index) => rows[index]?.files !== undefined);
  const width = Math.max(0, ...counted.map((head) => head.length)) + 2;
  return heads.map((head, index) => {
    const files = rows[index]?.files;
    return files === undefined ? head : `${head.padEnd(width)}${String(files).padStart(4)}`;
  });
}

/** The folders at a depth and how many files each holds, in the order of their names. */
function foldersOf(
  paths: readonly string[],
  depth: number,
): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const parts = path.split('/');
    const folder = parts[depth];
    if (folder === undefined || parts.length === depth + 1) continue;
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function inside(paths: readonly string[], folder: string): readonly string[] {
  return paths.filter((path) => path.startsWith(`${folder}/`));
}

/** The best known ones, and how many more. */
function namesOf(files: readonly string[]): string {
  const known = ['README.md', 'package.json', 'architecture.json'].filter((name) =>
    files.includes(name),
  );
  const named = (known.length > 0 ? known : files).slice(0, NAMED);
  const more = files.length - named.length;
  return more === 0 ? named.join(', ') : `${named.join(', ')} and ${more} more`;
}
