import { foldersUp, folderOf } from './resolve-files.js';
import { OUTPUTS } from './resolve-packages.js';
import type { MentioningText } from './mentioning-text.js';

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
      for (const match of text.text.matchAll(named)) {
        const [whole, stem = '', ending = ''] = match;
        const written = writtenPath(text, match.index, whole);
        if (written === undefined) continue;
        const isFile = CODE.test(ending);
        if (text.isSource && !isFile && ending !== '') continue;
        for (const path of stems.get(stem) ?? []) {
          const isEnough = isFile && homeOf(text.path) === homeOf(path);
          if (fits(path, written, isEnough)) found.add(path);
        }
      }
    },
    found: () => [...found].sort(),
  };
}

/** The folders written before the name; nothing where it is no path, or that of an import. */
function writtenPath(
  { text, isSource, specifiers }: MentioningText,
  at: number,
  whole: string,
): readonly string[] | undefined {
  const start = at - (BEFORE.exec(text.slice(Math.max(0, at - 200), at))?.[0].length ?? 0);
  const end = at + whole.length;
  if (isSource && !(/['"`}]/.test(text[start - 1] ?? '') && /['"`?#]/.test(text[end] ?? '')))
    return undefined;
  if (specifiers.has(text.slice(start, end))) return undefined;
  return text
    .slice(start, at)
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..');
}

/** Whether the written folders are those of the file, as it lies or as it will be built; its name alone may be enough. */
function fits(path: string, written: readonly string[], isEnough: boolean): boolean {
  const folders = path.split('/').slice(0, -1);
  const rest = [...written];
  let same = 0;
  for (; rest.length > 0 && rest.at(-1) === folders.at(-1); rest.pop(), folders.pop()) same++;
  return (same > 0 || isEnough) && (rest.length === 0 || OUTPUTS.test(`${rest.at(-1)}/`));
}

const escaped = (name: string) => name.replace(/[^\w]/g, String.raw`\$&`);
