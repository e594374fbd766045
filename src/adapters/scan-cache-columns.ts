import type { ImportKind, ImportTarget, ProjectPackage, SkippedFile } from '#lint/project-model.js';
import type { SourceText, WrittenImport } from './scan-source.js';
import type { Stamp } from './scan-tree.js';

/** A source and where its imports lead. */
export interface ReadFile extends SourceText {
  readonly imports: readonly ReadImport[];
}

/** An import and where it leads: to one target, or, where it is a pattern, to any number. */
export interface ReadImport extends WrittenImport {
  readonly targets: readonly ImportTarget[];
}

/** What manifests and configurations say of the project. */
export interface Told {
  readonly packages: readonly ProjectPackage[];
  /** Those that are no JSON. */
  readonly broken: readonly SkippedFile[];
}

/** What resolving depends on besides the source files: which files there are, and what manifests and configurations say. */
export interface World extends Told {
  /** A digest of the names of all files. */
  readonly list: string;
  /** The files that resolving read. */
  readonly read: ReadonlyMap<string, Stamp>;
}

/** What is on disk: strings, lists of names and lists of targets once each, everything else as numbers that point to them. */
export interface Stored {
  readonly strings: readonly string[];
  readonly names: readonly (readonly string[])[];
  readonly targets: readonly (readonly ImportTarget[])[];
  /** For each file: path, modified, changed, size, bytes, problem or -1, imports, directives. */
  readonly files: readonly number[];
  /** For each import: specifier, kind, names, line, column, targets. */
  readonly imports: readonly number[];
  /** For each directive: line, text. */
  readonly directives: readonly number[];
  readonly world: (Omit<World, 'read'> & { readonly read: readonly [string, Stamp][] }) | null;
}

/** What a cache knows. */
export interface Known {
  readonly files: ReadonlyMap<string, KnownFile>;
  readonly world: World | undefined;
}

interface KnownFile {
  readonly stamp: Stamp;
  readonly found: () => ReadFile;
}

/** A file as it was read. */
export type KeptFile = readonly [path: string, stamp: Stamp, found: ReadFile];

const KINDS = Object.keys({
  value: 0,
  type: 0,
  dynamic: 0,
  require: 0,
  're-export': 0,
  resolve: 0,
  mock: 0,
  amd: 0,
  tried: 0,
} satisfies Record<ImportKind, 0>) as ImportKind[];
const [OF_FILE, OF_IMPORT, OF_DIRECTIVE] = [8, 6, 2];

/** Puts what was read into columns. */
export function pack(kept: readonly KeptFile[], world: World | undefined): Stored {
  const strings = interned<string>((text) => text);
  // No text holds the character that separates them here.
  const names = interned<readonly string[]>((list) => `${list.length}\0${list.join('\0')}`);
  const targets = interned<readonly ImportTarget[]>((list) => JSON.stringify(list));
  const files: number[] = [];
  const imports: number[] = [];
  const directives: number[] = [];
  for (const [path, { modified, changed, size }, found] of kept) {
    const problem = found.problem === undefined ? -1 : strings.at(found.problem);
    files.push(strings.at(path), modified, changed, size, found.bytes, problem);
    files.push(found.imports.length, found.directives.length);
    for (const one of found.imports) {
      imports.push(strings.at(one.specifier), KINDS.indexOf(one.kind), names.at(one.names));
      imports.push(one.line, one.column, targets.at(one.targets));
    }
    for (const { line, text } of found.directives) directives.push(line, strings.at(text));
  }
  return {
    strings: strings.all,
    names: names.all,
    targets: targets.all,
    files,
    imports,
    directives,
    world: world === undefined ? null : { ...world, read: [...world.read] },
  };
}

function interned<Value>(keyOf: (value: Value) => string) {
  const all: Value[] = [];
  const places = new Map<string, number>();
  const at = (value: Value): number => {
    const key = keyOf(value);
    const place = places.get(key) ?? all.length;
    if (place === all.length) {
      all.push(value);
      places.set(key, place);
    }
    return place;
  };
  return { all, at };
}

/** Finds the files in the columns; what a file imports is put together when it is asked for. */
export function unpack(stored: Stored): Known {
  const { strings, files, world } = stored;
  const known = new Map<string, KnownFile>();
  let [firstImport, firstDirective] = [0, 0];
  for (let at = 0; at < files.length; at += OF_FILE) {
    const [importAt, directiveAt] = [firstImport, firstDirective];
    firstImport += (files[at + 6] ?? 0) * OF_IMPORT;
    firstDirective += (files[at + 7] ?? 0) * OF_DIRECTIVE;
    known.set(strings[files[at] ?? -1] ?? '', {
      stamp: {
        modified: files[at + 1] ?? 0,
        changed: files[at + 2] ?? 0,
        size: files[at + 3] ?? 0,
      },
      found: () => fileAt(stored, at, importAt, directiveAt),
    });
  }
  return {
    files: known,
    world: world === null ? undefined : { ...world, read: new Map(world.read) },
  };
}

function fileAt(stored: Stored, at: number, importAt: number, directiveAt: number): ReadFile {
  const { strings, files, directives } = stored;
  const imports: ReadImport[] = [];
  const [importCount = 0, directiveCount = 0] = [files[at + 6], files[at + 7]];
  for (let i = 0; i < importCount; i++) imports.push(importOf(stored, importAt + i * OF_IMPORT));
  return {
    read: true,
    bytes: files[at + 4] ?? 0,
    problem: strings[files[at + 5] ?? -1],
    imports,
    directives: Array.from({ length: directiveCount }, (_, i) => {
      const place = directiveAt + i * OF_DIRECTIVE;
      return { line: directives[place] ?? 0, text: strings[directives[place + 1] ?? -1] ?? '' };
    }),
  };
}

function importOf({ strings, names, targets, imports }: Stored, at: number): ReadImport {
  return {
    specifier: strings[imports[at] ?? -1] ?? '',
    kind: KINDS[imports[at + 1] ?? -1] ?? 'value',
    names: names[imports[at + 2] ?? -1] ?? [],
    line: imports[at + 3] ?? 0,
    column: imports[at + 4] ?? 0,
    targets: targets[imports[at + 5] ?? -1] ?? [],
  };
}
