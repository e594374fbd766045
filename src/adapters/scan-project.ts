import { resolve } from 'node:path';
import type {
  Directive,
  Import,
  ImportTarget,
  ProjectFacts,
  ProjectScan,
  SkippedFile,
  SourceFile,
} from '#lint/project-model.js';
import { lexImports } from './lex-imports.js';
import type { LexedImport } from './lexed-import.js';
import { SOURCE } from './resolve-files.js';
import type { ReadFile } from './scan-cache-columns.js';
import { cachedReading, type CachePlace, type ResolveAll } from './scan-cache.js';
import { directivesIn } from './scan-directives.js';
import { diskWhenAsked, readDisk } from './scan-disk.js';
import { deployables, gatherFacts, mayHoldFacts } from './scan-facts.js';
import { textReader, type Text } from './scan-read.js';
import { walk } from './scan-walk.js';

/** What to find besides imports; it takes time, so it is asked for. */
export interface Wanted {
  readonly facts?: boolean;
  readonly history?: boolean;
  /** Where is kept what was read before; facts are read anew. */
  readonly cache?: CachePlace | undefined;
}

/** Reads a project once: its source files and what each of them imports. Throws only when the folder cannot be read. */
export async function scanProject(folder: string, wanted: Wanted = {}): Promise<ProjectScan> {
  const root = resolve(folder);
  const { files, leftOut } = walk(root);
  const read = textReader(root);
  const disk = diskWhenAsked(root, files, read);
  const gathered = wanted.facts === true ? gatherFacts() : undefined;
  const sources: SourceFile[] = [];
  const imports: Import[] = [];
  const skipped: SkippedFile[] = [];
  const directives: Directive[] = [];
  const { cache } = wanted;
  const reading = {
    ...disk,
    files,
    read: (path: string) => readFile(path, read(path), disk.resolve, gathered?.source),
  };
  const cached =
    cache === undefined || gathered !== undefined ? undefined : cachedReading(root, cache, reading);
  const { read: readSource, told } = cached ?? reading;
  for (const path of files) {
    if (!SOURCE.test(path)) continue;
    const found = readSource(path);
    sources.push({ path, bytes: found.bytes });
    if (found.problem !== undefined) skipped.push({ path, reason: found.problem });
    for (const { specifier, kind, names, line, column, targets } of found.imports) {
      for (const target of targets)
        imports.push({ from: path, specifier, kind, names, line, column, target });
    }
    for (const { line, text } of found.directives) directives.push({ file: path, line, text });
  }
  const { packages, broken } = told();
  skipped.push(...broken.toSorted((a, b) => (a.path < b.path ? -1 : 1)));
  cached?.save();
  const facts = gathered === undefined ? null : otherFacts(gathered, files, read);
  const history = wanted.history === true ? await historyOfFiles(root, sources) : null;
  return { files: sources, imports, packages, skipped, leftOut, directives, facts, history };
}

/** Where an import of a file would lead; `added` are files that are not there yet. */
export function projectResolver(
  folder: string,
  added: readonly string[] = [],
): (from: string, specifier: string) => ImportTarget {
  const root = resolve(folder);
  return readDisk([...walk(root).files, ...added], textReader(root)).resolve;
}

function readFile(
  path: string,
  text: Text,
  resolveImport: ResolveAll,
  gather: ((path: string, text: string) => void) | undefined,
): ReadFile {
  if (!text.ok) return { read: false, bytes: 0, problem: text.reason, imports: [], directives: [] };
  const lexed = lexImports(path, text.text);
  gather?.(path, text.text);
  return {
    read: true,
    bytes: text.bytes,
    problem: lexed.problem,
    imports: locate(text.text, lexed.imports).map((one) => ({
      ...one,
      targets: resolveImport(path, one.specifier),
    })),
    directives: directivesIn(path, text.text),
  };
}

/** Few checks ask for it, so it is loaded only then. */
async function historyOfFiles(root: string, sources: readonly SourceFile[]) {
  const { scanHistory } = await import('./scan-history.js');
  return scanHistory(
    root,
    sources.map(({ path }) => path),
  );
}

function otherFacts(
  gathered: ReturnType<typeof gatherFacts>,
  files: readonly string[],
  read: (path: string) => Text,
): ProjectFacts {
  const textOf = (path: string) => {
    const text = read(path);
    return text.ok ? text.text : undefined;
  };
  for (const path of files.filter(mayHoldFacts)) gathered.other(path, textOf(path) ?? '');
  return gathered.facts(deployables(files, textOf));
}

/** Lines are counted once over a file, since imports come in the order of the text. */
function locate(text: string, lexed: readonly LexedImport[]) {
  let line = 1;
  let lineStart = 0;
  return lexed.map(({ specifier, kind, names, offset }) => {
    for (let end = text.indexOf('\n', lineStart); end !== -1 && end < offset;) {
      line++;
      lineStart = end + 1;
      end = text.indexOf('\n', lineStart);
    }
    return { specifier, kind, names, line, column: offset - lineStart + 1 };
  });
}
