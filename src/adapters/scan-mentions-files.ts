import { foldersUp, folderOf, joinPath } from './resolve-files.js';
import { loadsFrom } from './scan-mentions-folders.js';
import { OUTPUTS } from './resolve-packages.js';
import type { MentioningText } from './scan-text.js';

const CODE = /^(?:d\.)?(?:[cm]?[jt]s|[jt]sx|vue|svelte)$/;
const BEFORE = /[\w@.+/-]*$/;

/** Finds the files that a text names by their path: `join(__dirname, 'worker.js')`, `handler: src/orders/create.run`. */
export function fileMentions(files: readonly string[], paths: readonly string[]) {
  const found = new Set<string>();
  const stems = new Map<string, string[]>();
  for (const path of files) {
    const stem = path.slice(path.lastIndexOf('/') + 1).replace(/\..*$/, '');
    stems.set(stem, [...(stems.get(stem) ?? []), path]);
  }
  const names = [...stems.keys()].filter((stem) => stem !== '');
  const named =
    names.length === 0
      ? undefined
      : new RegExp(
          String.raw`(?<![\w$.-])(${names.map(escaped).join('|')})(?:\.((?:d\.)?\w+)|(?=['"\`]))`,
          'g',
        );
  const homes = new Set(paths.filter((path) => /(?:^|\/)package\.json$/.test(path)).map(folderOf));
  const homeOf = (path: string) =>
    foldersUp(folderOf(path)).find((folder) => homes.has(folder)) ?? '';
  return {
    look: (text: MentioningText): void => {
      if (named === undefined) return;
      const mayLoad = text.isSource ? loadsFrom(text.path, text.text) : () => false;
      for (const path of files) if (mayLoad(path)) found.add(path);
      for (const match of text.text.matchAll(named)) {
        const [whole, stem = '', ending = ''] = match;
        const written = writtenPath(text, match.index, whole);
        if (written === undefined) continue;
        const isFile = CODE.test(ending);
        if (text.isSource && !isFile && ending !== '') continue;
        const near = /^\.{1,2}\//.test(written)
          ? joinPath(folderOf(text.path), written)
          : undefined;
        for (const path of stems.get(stem) ?? []) {
          const isEnough = isFile && homeOf(text.path) === homeOf(path);
          if (near === path.replace(/\.\w+$/, '') || fits(path, written, isEnough)) found.add(path);
        }
      }
    },
    found: () => [...found].sort(),
  };
}

/** The path as written around the name; nothing where it is none, or that of an import. */
function writtenPath(
  { text, isSource, specifiers }: MentioningText,
  at: number,
  whole: string,
): string | undefined {
  const start = at - (BEFORE.exec(text.slice(Math.max(0, at - 200), at))?.[0].length ?? 0);
  const end = at + whole.length;
  if (isSource && !(/['"`}]/.test(text[start - 1] ?? '') && /['"`?#]/.test(text[end] ?? '')))
    return undefined;
  const written = text.slice(start, end);
  return specifiers.has(written) ? undefined : written;
}

/** Whether the written folders are those of the file, as it lies or as it will be built; its name alone may be enough. */
function fits(path: string, written: string, isEnough: boolean): boolean {
  const [folders, rest] = [foldersIn(path), foldersIn(written)];
  let same = 0;
  for (; rest.length > 0 && rest.at(-1) === folders.at(-1); rest.pop(), folders.pop()) same++;
  return (same > 0 || isEnough) && (rest.length === 0 || OUTPUTS.test(`${rest.at(-1)}/`));
}

const foldersIn = (path: string) =>
  path
    .split('/')
    .slice(0, -1)
    .filter((part) => !/^\.{0,2}$/.test(part));

const escaped = (name: string) => name.replace(/[^\w]/g, String.raw`\$&`);
