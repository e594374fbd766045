import * as z from 'zod';
import { globProblem, pathGlob } from '#shared/path-glob.js';
import { NotSayable } from './carried.js';

/** One entry of the setting `boundaries/elements`. */
export const Element = z.looseObject({
  type: z.string(),
  pattern: z.union([z.string().transform((one) => [one]), z.array(z.string())]),
  mode: z.enum(['folder', 'file', 'full']).default('folder'),
  basePattern: z.unknown().optional(),
});
type Element = z.infer<typeof Element>;

/** What is written in a pattern that a glob says too. */
const PLAIN_PATTERN = /^(?:[\w@./-]|\*|\{[\w@./,-]*\})+$/;

/** The files of a type of elements. */
export interface TypeGlobs {
  readonly globs: readonly string[];
  /** How elements of the type are told apart. */
  readonly each: 'file' | 'folder' | 'one' | 'unclear';
}

/** Says the patterns of elements as globs. */
export function globsByType(elements: readonly Element[]): ReadonlyMap<string, TypeGlobs> {
  const types = new Map<string, TypeGlobs>();
  for (const { type, pattern, mode, basePattern } of elements) {
    if (basePattern !== undefined) throw new NotSayable(`element ${type} has a basePattern`);
    const before = types.get(type);
    const globs = pattern.map((one) => globOf(one, mode));
    const each = before !== undefined || globs.length > 1 ? 'unclear' : eachOf(globs, mode);
    types.set(type, { globs: [...(before?.globs ?? []), ...globs], each });
  }
  return types;
}

function eachOf([glob = '']: readonly string[], mode: Element['mode']): TypeGlobs['each'] {
  if (mode !== 'folder') return 'file';
  if (!/[*{]/.test(inside(glob))) return 'one';
  const whole = inside(glob)
    .split('/')
    .every((part) => part === '*' || !/[*{]/.test(part));
  return whole ? 'folder' : 'unclear';
}

/** A pattern matches from the end of a path, and a folder with all that is in it. */
function globOf(pattern: string, mode: Element['mode']): string {
  const glob = `${mode === 'full' ? '' : '**/'}${pattern.replace(/\/$/, '')}${mode === 'folder' ? '/**' : ''}`;
  if (!PLAIN_PATTERN.test(pattern) || globProblem(glob) !== undefined)
    throw new NotSayable(`pattern ${pattern} is no glob of arch-lint`);
  return glob;
}

const inside = (glob: string) => glob.replace(/^\*\*\//, '').replace(/\/\*\*$/, '');

/** With a placeholder for each part that tells one folder of the type from another. */
export function withPlaceholders(glob: string): string {
  let count = 0;
  return `**/${inside(glob).replaceAll(/(?<=^|\/)\*(?=\/|$)/g, () => `<e${++count}>`)}/**`;
}

/** Which of two types a file is of depends on rules that globs do not have. */
export function refuseOverlaps(
  types: ReadonlyMap<string, TypeGlobs>,
  paths: readonly string[],
): void {
  const compiled = [...types].map(([type, { globs }]) => ({ type, globs: globs.map(pathGlob) }));
  for (const path of paths) {
    const own = compiled.filter(({ globs }) =>
      globs.some((glob) => glob.match(path) !== undefined),
    );
    if (own.length > 1)
      throw new NotSayable(
        `${path} matches the patterns of ${own.map(({ type }) => type).join(' and ')}`,
      );
  }
}
