import { bindGlob, pathGlob, type Bindings, type PathGlob } from '#shared/path-glob.js';

export type Verdict = 'allowed' | 'denied' | 'not-listed';

const compiled = new Map<string, PathGlob>();

/** Judges a path or a package name: a denial wins where nothing is excepted from it, and where something is allowed all else is not. */
export function judgeName(
  name: string,
  {
    allow,
    deny,
    except = [],
  }: {
    readonly allow?: readonly string[] | undefined;
    readonly deny: readonly string[];
    readonly except?: readonly string[] | undefined;
  },
  bindings: Bindings,
): Verdict {
  const isIn = (globs: readonly string[]) =>
    globs.some((glob) => matches(bindGlob(glob, bindings), name));
  if (isIn(deny) && !isIn(except)) return 'denied';
  return allow === undefined || isIn(allow) ? 'allowed' : 'not-listed';
}

/** The same few globs, bound to the same few modules, judge every import. */
function matches(source: string, name: string): boolean {
  let glob = compiled.get(source);
  if (glob === undefined) compiled.set(source, (glob = pathGlob(source)));
  return glob.match(name) !== undefined;
}
