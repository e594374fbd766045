import * as z from 'zod';
import { globProblem, pathGlob, placeholders, type Bindings } from '#shared/path-glob.js';
import type { SourceFile } from './project-model.js';

/** A glob in a clause's options. */
export const Glob = z.string().superRefine((source, context) => {
  const problem = globProblem(source);
  if (problem !== undefined) context.addIssue({ code: 'custom', message: `${source}: ${problem}` });
});

/** A glob that says with `<module>` which part of a path tells one thing from another. */
export const GlobWithPlaceholder = Glob.refine((source) => placeholders(source).length > 0, {
  message: 'needs a placeholder such as <module>',
});

/** One glob or several. */
export const Globs = z.preprocess(
  (written) => (typeof written === 'string' ? [written] : written),
  z.array(Glob).min(1),
);

/** The first glob that matches a path, and what its placeholders stood for. */
export type Match = { readonly glob: string; readonly bindings: Bindings };

/** Compiles globs once; the first that matches wins. */
export function firstMatch(sources: readonly string[]): (path: string) => Match | undefined {
  const globs = sources.map(pathGlob);
  const match = (path: string): Match | undefined => {
    for (const glob of globs) {
      const bindings = glob.match(path);
      if (bindings !== undefined) return { glob: glob.source, bindings };
    }
    return undefined;
  };
  let last: { readonly path: string; readonly found: Match | undefined } | undefined;
  // The imports of a file come together, so the same path is asked for several times in a row.
  return (path) => {
    if (last?.path !== path) last = { path, found: match(path) };
    return last.found;
  };
}

/** The globs that match none of the files. */
export function unmatched(sources: readonly string[], files: readonly SourceFile[]): string[] {
  return sources.filter((source) => {
    const glob = pathGlob(source);
    return !files.some((file) => glob.match(file.path) !== undefined);
  });
}
