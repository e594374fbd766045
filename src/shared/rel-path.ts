/** A path below a project's root: forward slashes, no `.`, `..`, empty or absolute parts. */
export type RelPath = string & { readonly __brand: 'RelPath' };

const FORBIDDEN_PART = /^(|\.|\.\.)$|[\\\0:]/;

/** True when every part of `path` stays below the root on any operating system. */
export function isRelPath(path: string): path is RelPath {
  return path.split('/').every((part) => !FORBIDDEN_PART.test(part));
}

/** Brands a path; a path that escapes is a bug of ours, not of the user's. */
export function relPath(path: string): RelPath {
  if (!isRelPath(path)) throw new Error(`Not a path below the project: ${JSON.stringify(path)}`);
  return path;
}
