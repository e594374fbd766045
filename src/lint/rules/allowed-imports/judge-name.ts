import { bindGlob, pathGlob, type Bindings, type PathGlob } from '#shared/path-glob.js';

export type Verdict = 'allowed' | 'denied' | 'not-listed';

const compiled = new Map<string, PathGlob>();

/** Judges a path or a package name: a denial wins, and where something is allowed all else is not. */
export function judgeName(
  name: string,
  {
    allow,
    deny,
  }: { readonly allow?: readonly string[] | undefined; readonly deny: readonly string[] },
  bindings: Bindings,
): Verdict {
  if (deny.some((glob) => matches(bindGlob(glob, bindings), name))) return 'denied';
  if (allow === undefined) return 'allowed';
  return allow.some((glob) => matches(bindGlob(glob, bindings), name)) ? 'allowed' : 'not-listed';
}

/** The same few globs, bound to the same few modules, judge every import. */
function matches(source: string, name: string): boolean {
  let glob = compiled.get(source);
  if (glob === undefined) compiled.set(source, (glob = pathGlob(source)));
  return glob.match(name) !== undefined;
}
