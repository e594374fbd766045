import type { Clause } from '#architecture/schema.js';
import { unmatched } from '../globs.js';
import type { SourceFile } from '../project-model.js';
import type { Carried } from './carried.js';

/** Clauses of another tool beside those that are there: with names of their own, and about files that there are. */
export function fitted(
  carried: Carried,
  taken: ReadonlySet<string>,
  files: readonly SourceFile[],
): Carried {
  const names = new Set(taken);
  const left = [...carried.left];
  const notes = [...carried.notes];
  const clauses = carried.clauses.flatMap((clause): Clause[] => {
    const { options, gone } = aboutFiles(clause, files);
    if (options === undefined) {
      left.push({ rule: clause.name, why: 'no file matches it' });
      return [];
    }
    for (const glob of gone)
      notes.push(`${clause.name}: no file matches ${glob}, so it is left out`);
    const name = freeName(clause.name, names);
    names.add(name);
    return [{ ...clause, name, options }];
  });
  return { clauses, left, notes };
}

/** A glob that matches nothing would fail the first check. */
function aboutFiles(
  { options }: Clause,
  files: readonly SourceFile[],
): { options: Clause['options'] | undefined; gone: readonly string[] } {
  const key = 'from' in options ? 'from' : 'within';
  const globs = options[key];
  if (!Array.isArray(globs)) return { options, gone: [] };
  const gone = unmatched(globs, files);
  const kept = globs.filter((glob) => !gone.includes(glob));
  return { options: kept.length === 0 ? undefined : { ...options, [key]: kept }, gone };
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  for (let count = 2; taken.has(free); count++) free = `${name}-${count}`;
  return free;
}
