/** The extensions that are read for imports. */
export const SOURCE = /\.(?:[cm]?[jt]s|[jt]sx)$/;

/** What an extension in a specifier may mean on disk, TypeScript first, as the compiler has it. */
const MEANT: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.js', '.jsx', '.d.ts'],
  '.jsx': ['.tsx', '.jsx', '.d.ts'],
  '.mjs': ['.mts', '.mjs', '.d.mts'],
  '.cjs': ['.cts', '.cjs', '.d.cts'],
};
const ADDED = [
  '.ts',
  '.tsx',
  '.d.ts',
  '.js',
  '.jsx',
  '.mts',
  '.cts',
  '.mjs',
  '.cjs',
  '.d.mts',
  '.d.cts',
  '.json',
] as const;

/** The file a path means: itself, with another extension, or the index of a folder. */
export function fileFor(path: string, files: ReadonlySet<string>): string | undefined {
  const extension = /\.[cm]?jsx?$/.exec(path)?.[0];
  if (extension !== undefined) {
    const stem = path.slice(0, -extension.length);
    const found = MEANT[extension]?.find((meant) => files.has(stem + meant));
    if (found !== undefined) return stem + found;
  }
  if (files.has(path)) return path;
  const added = ADDED.find((ending) => files.has(path + ending));
  if (added !== undefined) return path + added;
  const index = path === '' ? 'index' : `${path}/index`;
  const found = ADDED.find((ending) => files.has(index + ending));
  return found === undefined ? undefined : index + found;
}

/** Joins below the root; undefined when the result would be outside. */
export function joinPath(folder: string, path: string): string | undefined {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
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
