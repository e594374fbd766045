/** The extensions that are read for imports. */
export const SOURCE = /\.(?:[cm]?[jt]s|[jt]sx|vue|svelte|astro|mdx|g[jt]s)$/;

/** What an extension in a specifier may mean on disk, TypeScript first, as the compiler has it. */
const MEANT: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.js', '.jsx', '.d.ts'],
  '.jsx': ['.tsx', '.ts', '.jsx', '.js', '.d.ts'],
  '.mjs': ['.mts', '.mjs', '.d.mts'],
  '.cjs': ['.cts', '.cjs', '.d.cts'],
};
/** What a specifier may leave unsaid. A declaration comes after the code that it describes, which is what runs. */
const ADDED = [
  '.ts',
  '.tsx',
  '.js',
  '.jsx',
  '.d.ts',
  '.mts',
  '.cts',
  '.mjs',
  '.cjs',
  '.d.mts',
  '.d.cts',
  '.json',
  '.vue',
  '.svelte',
  '.gts',
  '.gjs',
] as const;
const RANKS: ReadonlyMap<string, number> = new Map(ADDED.map((ending, rank) => [ending, rank]));
const [S, X] = [115, 120];

/** The files of a project, as a path may name them. */
export interface FileIndex {
  readonly list: readonly string[];
  readonly has: (path: string) => boolean;
  /** The file that a path without its extension means. */
  readonly byStem: ReadonlyMap<string, string>;
  /** The file that a path would mean where upper and lower case are one. */
  readonly inAnyCase: (path: string) => string | undefined;
}

export function indexFiles(files: ReadonlySet<string>): FileIndex {
  const byStem = new Map<string, string>();
  const ranks = new Map<string, number>();
  for (const path of files) {
    const name = path.lastIndexOf('/') + 1;
    for (let dot = path.indexOf('.', name + 1); dot !== -1; dot = path.indexOf('.', dot + 1)) {
      const rank = RANKS.get(path.slice(dot));
      if (rank === undefined) continue;
      const stem = path.slice(0, dot);
      if (rank >= (ranks.get(stem) ?? ADDED.length)) continue;
      ranks.set(stem, rank);
      byStem.set(stem, path);
    }
  }
  return {
    list: [...files],
    has: (path) => files.has(path),
    byStem,
    inAnyCase: anyCase(files, byStem),
  };
}

/** Asked only about what was not found, so that it is made only then. */
function anyCase(
  files: ReadonlySet<string>,
  byStem: ReadonlyMap<string, string>,
): FileIndex['inAnyCase'] {
  let lower: Map<string, string> | undefined;
  return (path) => {
    if (lower === undefined) {
      lower = new Map([...byStem].map(([stem, file]) => [stem.toLowerCase(), file]));
      for (const file of files) lower.set(file.toLowerCase(), file);
    }
    const key = path.toLowerCase();
    return (
      lower.get(key) ?? lower.get(key.replace(/\.[cm]?jsx?$/, '')) ?? lower.get(`${key}/index`)
    );
  };
}

/** The file a path means: itself, with another extension, or the index of a folder. */
export function fileFor(path: string, files: FileIndex): string | undefined {
  const extension = writtenExtension(path);
  if (extension !== undefined) {
    const stem = path.slice(0, -extension.length);
    if (extension === '.js') {
      // Asked first because it is the usual case; what the list says is the same.
      const best = files.byStem.get(stem);
      if (best === path || best === `${stem}.ts`) return best;
    }
    const found = MEANT[extension]?.find((meant) => files.has(stem + meant));
    if (found !== undefined) return stem + found;
  }
  if (files.has(path)) return path;
  return files.byStem.get(path) ?? files.byStem.get(path === '' ? 'index' : `${path}/index`);
}

/**
 * The same where a path may also mean a file for one platform, `button.ios.tsx` for `./button`: by the first of
 * these suffixes that is there, of which one may be empty.
 */
export function fileForPlatform(
  path: string,
  files: FileIndex,
  suffixes: readonly string[],
): string | undefined {
  const extension = writtenExtension(path) ?? '';
  const stem = path.slice(0, path.length - extension.length);
  for (const suffix of suffixes) {
    const found =
      fileFor(stem + suffix + extension, files) ?? files.byStem.get(`${path}/index${suffix}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function writtenExtension(path: string): string | undefined {
  const last = path.charCodeAt(path.length - 1);
  if (last !== S && last !== X) return undefined;
  return /\.[cm]?jsx?$/.exec(path)?.[0];
}

/** Joins below the root; undefined when the result would be outside. */
export function joinPath(folder: string, path: string): string | undefined {
  const plain = joinPlain(folder, path);
  if (plain !== undefined) return plain;
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}

/** Nearly all paths go up and then down, or only down. */
function joinPlain(folder: string, path: string): string | undefined {
  let [above, at] = [folder, 0];
  for (; path.startsWith('../', at) && above !== ''; at += 3) above = folderOf(above);
  if (path.startsWith('./', at)) at += 2;
  const isPlain = at > 0 && !/^[./]|^$|\/[./]|\/$/.test(path.slice(at));
  if (!isPlain) return undefined;
  return above === '' ? path.slice(at) : `${above}/${path.slice(at)}`;
}

export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}

/** A path's folder and all above it, innermost first. */
export function foldersUp(folder: string): string[] {
  const folders = [folder];
  for (let at = folder; at !== '';) folders.push((at = folderOf(at)));
  return folders;
}
