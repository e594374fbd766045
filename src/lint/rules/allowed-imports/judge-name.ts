import { memoise } from '#shared/memoise.js';
import { bindGlob, pathGlob, type Bindings } from '#shared/path-glob.js';

export type Verdict = 'allowed' | 'denied' | 'not-listed';

interface Names {
  readonly allow?: readonly string[] | undefined;
  readonly deny: readonly string[];
  readonly except?: readonly string[] | undefined;
}

/**
 * Judges paths or names of packages: a denial wins where nothing is excepted from it, and where something is
 * allowed all else is not. The same few globs, bound to the same few modules, judge the same names again and again.
 */
export function nameJudge({ allow, deny, except = [] }: Names) {
  const matches = memoise((source: string) => {
    const glob = pathGlob(source);
    return memoise((name: string) => glob.match(name) !== undefined);
  });
  return (name: string, bindings: Bindings): Verdict => {
    const isIn = (globs: readonly string[]) =>
      globs.some((glob) => matches(bindGlob(glob, bindings))(name));
    if (isIn(deny) && !isIn(except)) return 'denied';
    return allow === undefined || isIn(allow) ? 'allowed' : 'not-listed';
  };
}
