import { resolve } from 'node:path';
import type {
  Directive,
  Import,
  ImportTarget,
  Named,
  ProjectFacts,
  ProjectScan,
  SkippedFile,
  SourceFile,
} from '#lint/project-model.js';
import { SOURCE } from './resolve-files.js';
import { cachedReading, resolved } from './scan-cache.js';
import { diskWhenAsked, readDisk } from './scan-disk.js';
import { deployables, gatherFacts, mayHoldFacts } from './scan-facts.js';
import { withErased } from './scan-erased.js';
import { mentionsOf } from './scan-mentions.js';
import { textReader, type Text } from './scan-read.js';
import type { ScanMemory } from './scan-memory.js';
import { sourceReader } from './scan-source.js';
import { takeTree, type Tree } from './scan-tree.js';
import { walk } from './scan-walk.js';

/** What to find besides imports; it takes time, so it is asked for. */
export interface Wanted {
  readonly facts?: boolean;
  readonly history?: boolean;
  /** Where is kept what was read before; facts are read anew. */
  readonly memory?: ScanMemory | undefined;
  /** The files of the folder, where they were listed already. */
  readonly tree?: Tree | undefined;
  /** Which imports matter so much that it is found out whether TypeScript drops them. */
  readonly inDoubt?: ((scan: ProjectScan) => readonly Import[]) | undefined;
  /** What seems unused, so that it is looked for in texts. */
  readonly sought?: ((scan: ProjectScan) => Named) | undefined;
  /** Is told of every file that is opened. */
  readonly noteRead?: ((path: string) => void) | undefined;
}

const NOTHING: Named = { files: [], packages: [], modules: [] };

/** Reads a project once: its source files and what each of them imports. Throws only when the folder cannot be read. */
export async function scanProject(folder: string, wanted: Wanted = {}): Promise<ProjectScan> {
  const { memory } = wanted;
  const tree = wanted.tree ?? takeTree(resolve(folder));
  const { root, files, leftOut } = tree;
  const { read, unreadable, readQuietly } = notingRefusals(tree, wanted.noteRead);
  const disk = diskWhenAsked(files, read);
  const gathered = wanted.facts === true ? gatherFacts() : undefined;
  const paths = files.filter((path) => SOURCE.test(path));
  const readSource = sourceReader(read, gathered?.source);
  const sources: SourceFile[] = [];
  const imports: Import[] = [];
  const skipped: SkippedFile[] = [];
  const directives: Directive[] = [];
  const reading = {
    ...disk,
    read: (path: string) => resolved(path, readSource(path), disk.resolve),
  };
  const cached =
    memory === undefined || gathered !== undefined
      ? undefined
      : cachedReading(tree, memory, reading);
  const { read: readFile, told } = cached ?? reading;
  for (const path of paths) {
    const found = readFile(path);
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
  const scan = {
    files: sources,
    imports,
    packages,
    skipped,
    leftOut,
    directives,
    mentioned: NOTHING,
    facts,
    history,
  };
  const seen = { ...scan, unreadable: unreadable() };
  const settled = withErased(imports, wanted.inDoubt?.(seen) ?? [], read, disk.emitOf);
  const sought = wanted.sought?.({ ...seen, imports: settled }) ?? NOTHING;
  const mentioned = mentionsOf(sought, sources, files, imports, readQuietly);
  return { ...scan, imports: settled, mentioned, unreadable: unreadable() };
}

/** Reads texts, and keeps the places that the system does not open. */
function notingRefusals({ root, unreadable }: Tree, noteRead: Wanted['noteRead']) {
  const open = textReader(root);
  const refused = new Map(unreadable.map((place) => [place.path, place]));
  /** Of what need not be read to judge. */
  const readQuietly = (path: string): Text => {
    noteRead?.(path);
    return open(path);
  };
  const read = (path: string): Text => {
    const text = readQuietly(path);
    if (!text.ok && text.refusal !== undefined)
      refused.set(path, { kind: 'file', path, reason: text.refusal });
    return text;
  };
  const sorted = () => [...refused.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { read, readQuietly, unreadable: sorted };
}

/** Where an import of a file would lead; `added` are files that are not there yet. */
export function projectResolver(
  folder: string,
  added: readonly string[] = [],
): (from: string, specifier: string) => ImportTarget {
  const root = resolve(folder);
  return readDisk([...walk(root).files, ...added], textReader(root)).resolve;
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
