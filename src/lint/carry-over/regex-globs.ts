import { globProblem } from '#shared/path-glob.js';
import { RegexReader, text, Untranslatable, type Part, type Parts } from './regex-parts.js';

/** Globs that match the same paths as a regular expression, or why there are none. */
export type Translation =
  | { readonly ok: true; readonly globs: readonly string[]; readonly groups: number }
  | { readonly ok: false; readonly why: string };

/**
 * Says a regular expression over paths in globs; the two match the same paths, or it is refused. Groups that
 * stand for one whole part of the path become placeholders `<g1>`, `<g2>` …, which `$1`, `$2` … repeat.
 */
export function regexToGlobs(source: string): Translation {
  try {
    const reader = new RegexReader(source);
    // No path of a project begins with a slash, or has two in a row.
    const globs = reader
      .all()
      .map(glob)
      .filter((one) => !/^\/|\/\//.test(one));
    if (globs.length === 0) throw new Untranslatable('matches no path below the root');
    const problem = globs.find((one) => globProblem(one) !== undefined);
    if (problem !== undefined) throw new Untranslatable(`would be ${problem}`);
    return { ok: true, globs: joined([...new Set(globs)]), groups: reader.groups };
  } catch (error) {
    if (!(error instanceof Untranslatable)) throw error;
    return { ok: false, why: `the expression ${source} ${error.message}` };
  }
}

/** One alternative; an expression matches anywhere in a path where it does not say otherwise. */
function glob(parts: Parts): string {
  const within = [...parts];
  if (within[0]?.kind === 'start') within.shift();
  else within.unshift({ kind: 'any' });
  if (within.at(-1)?.kind === 'end') within.pop();
  else within.push({ kind: 'any' });
  if (within.some(({ kind }) => kind === 'start' || kind === 'end'))
    throw new Untranslatable('has an end within');
  // Every part of a path has a character.
  return written(merged(within)).replaceAll(/(?<=^|\/)\?\*(?=\/|$)/g, '*');
}

/** Neighbours that a glob would read as something else are one. */
function merged(parts: Parts): Part[] {
  const found: Part[] = [];
  for (const part of parts) {
    const last = found.at(-1);
    if (last?.kind === 'text' && part.kind === 'text')
      found.splice(-1, 1, text(last.text + part.text));
    else if (isWide(last) && isWide(part)) {
      const any = last?.kind === 'any' || part.kind === 'any';
      found.splice(-1, 1, { kind: any ? 'any' : 'star' });
    } else found.push(part);
  }
  return found;
}

const isWide = (part: Part | undefined) => part?.kind === 'any' || part?.kind === 'star';

function written(parts: readonly Part[]): string {
  return parts
    .map((part, at) => {
      const next = textOf(parts[at + 1]);
      const before = textOf(parts[at - 1]);
      if (part.kind === 'text') return part.text;
      if (part.kind === 'list') return `{${part.texts.join(',')}}`;
      if (part.kind === 'group') return whole(part.name, before, next, at, parts);
      if (part.kind === 'one') return '?';
      if (part.kind === 'star') return '*';
      if (at === 0 && parts.length > 1) return '**/*';
      // Before a slash two stars would mean folders, or none.
      return next?.startsWith('/') === true ? '***' : '**';
    })
    .join('');
}

const textOf = (part: Part | undefined) => (part?.kind === 'text' ? part.text : undefined);

/** A placeholder is a whole part of the path: elsewhere the two may divide a part in different ways. */
function whole(
  name: string,
  before: string | undefined,
  next: string | undefined,
  at: number,
  parts: readonly Part[],
): string {
  const begins = at === 0 || before?.endsWith('/') === true;
  const ends = at === parts.length - 1 || next?.startsWith('/') === true;
  if (!begins || !ends) throw new Untranslatable('has a group that is a piece of a part');
  return `<${name}>`;
}

// What is matched in the root and below any folder needs one glob for both.
function joined(globs: readonly string[]): string[] {
  const below = new Set(globs.map((one) => /^\*\*\/\*\/(.*)$/.exec(one)?.[1]));
  return globs.flatMap((one) => {
    const rest = /^\*\*\/\*\/(.*)$/.exec(one)?.[1];
    if (rest !== undefined && globs.includes(rest)) return [`**/${rest}`];
    return below.has(one) ? [] : [one];
  });
}
