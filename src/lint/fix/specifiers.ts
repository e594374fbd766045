import type { Import } from '../project-model.js';
import type { FixContext } from './context.js';
import { offsetOf, type TextEdit } from './text-edits.js';

const EXTENSION = /\.(?:d\.)?[cm]?[jt]sx?$/;
const RUN_AS: Readonly<Record<string, string>> = {
  '.ts': '.js',
  '.tsx': '.js',
  '.mts': '.mjs',
  '.cts': '.cjs',
};

/** How a file would import `target`, in the manner of an import that it has, and so that it leads there; undefined if there is no way. */
export function specifierFor(
  context: FixContext,
  like: Pick<Import, 'from' | 'specifier' | 'target'>,
  target: string,
): string | undefined {
  const { from, specifier } = like;
  const base = specifier.startsWith('.') ? relativePath(from, target) : aliased(like, target);
  if (base === undefined) return undefined;
  return inManner(base, specifier).find((one) => {
    const led = context.resolve(from, one);
    return led.kind === 'file' && led.path === target;
  });
}

/** The same path with the extension that the given specifier has, or without one; the likely form first. */
function inManner(path: string, manner: string): string[] {
  const extension = EXTENSION.exec(path)?.[0] ?? '';
  const bare = path.slice(0, path.length - extension.length);
  const written = EXTENSION.exec(manner)?.[0];
  if (written === undefined) return [bare.replace(/(.)\/index$/, '$1'), bare, path];
  return /ts/.test(written) ? [path] : [bare + (RUN_AS[extension] ?? extension), path];
}

/** The path from a file to another, as an import writes it. */
export function relativePath(from: string, to: string): string {
  const [start, end] = [from.split('/').slice(0, -1), to.split('/')];
  let same = 0;
  while (same < start.length && same < end.length - 1 && start[same] === end[same]) same++;
  const up = start.slice(same).map(() => '..');
  return [...(up.length > 0 ? up : ['.']), ...end.slice(same)].join('/');
}

/** An alias stands for a folder: what follows it is the end of the path. */
function aliased({ specifier, target }: Pick<Import, 'specifier' | 'target'>, to: string) {
  if (target.kind !== 'file') return undefined;
  const [written, meant] = [specifier, target.path].map((path) =>
    path.replace(EXTENSION, '').split('/'),
  );
  if (written === undefined || meant === undefined) return undefined;
  let same = 0;
  while (same < written.length - 1 && written.at(-1 - same) === meant.at(-1 - same)) same++;
  for (let end = same; end > 0; end--) {
    const folder = meant.slice(0, meant.length - end).join('/');
    if (folder === '' || to.startsWith(`${folder}/`)) {
      const rest = folder === '' ? to : to.slice(folder.length + 1);
      return [...written.slice(0, written.length - end), rest].join('/');
    }
  }
  return undefined;
}

/** The edit that gives an import another specifier; undefined where it is written in an unusual way. */
export function replaceSpecifier(
  text: string,
  { line, column, specifier }: Pick<Import, 'line' | 'column' | 'specifier'>,
  to: string,
): TextEdit | undefined {
  const start = offsetOf(text, line, column);
  const places = [`'${specifier}'`, `"${specifier}"`]
    .map((literal) => text.indexOf(literal, start))
    .filter((at) => at !== -1);
  const at = Math.min(...places);
  // Within the statement: no other one begins in between.
  if (!Number.isFinite(at) || text.slice(start, at).includes(';')) return undefined;
  return { start: at + 1, end: at + 1 + specifier.length, insert: to };
}
