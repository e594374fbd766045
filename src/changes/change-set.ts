import { createHash } from 'node:crypto';
import type { Base, Manifest } from '#render/manifest.js';
import type { FileTree, RenderedFile } from '#render/rendered-file.js';
import type { DiskEntry, DiskSnapshot } from './disk-snapshot.js';
import { merge3, sameText, toLf } from './merge3.js';

/** Why a file stays as it is. */
export type KeepReason =
  | 'identical'
  /** You own it: it was written once. */
  | 'yours'
  /** You edited or deleted it, and the template has not changed since. */
  | 'your change';

/** Why a person must decide. */
export type ConflictReason =
  /** Something stands there that was not generated. */
  | 'exists'
  /** A directory, a link or a device stands there. */
  | 'not a file'
  /** You and the template changed the same lines. */
  | 'both changed'
  /** You edited it, and the text it was generated with is not known. */
  | 'base unknown'
  /** The merge of a JSON file is no longer JSON. */
  | 'merge is not JSON'
  /** You deleted it, and the template changed it. */
  | 'deleted by you'
  /** You edited it, and it is no longer generated. */
  | 'no longer generated';

/** What would happen to one path. */
export type Change =
  | {
      readonly kind: 'create';
      readonly path: string;
      readonly content: string;
      readonly executable: boolean;
    }
  | {
      readonly kind: 'update';
      readonly path: string;
      readonly content: string;
      readonly executable: boolean;
      /** True when your edits are in it. */
      readonly merged: boolean;
    }
  | { readonly kind: 'keep'; readonly path: string; readonly reason: KeepReason }
  | {
      readonly kind: 'conflict';
      readonly path: string;
      readonly reason: ConflictReason;
      /** A proposal: with markers where both changed, else as generated; null when it should go. */
      readonly proposal: string | null;
    }
  | { readonly kind: 'delete'; readonly path: string };

/** What would be written, sorted by path; each path once. */
export type ChangeSet = readonly Change[];

/** What was generated last time. */
export interface Generated {
  readonly manifest: Manifest;
  readonly base: Base;
}

type Known = Manifest['files'][string];

/** The repo's own book-keeping: replaced as a whole, never merged. */
const BOOKS = '.create-backend/';

/** Compares what should be with what is there and with what was generated last time, if anything was. */
export function compare(
  tree: FileTree,
  disk: DiskSnapshot,
  generated: Generated | null,
): ChangeSet {
  const wanted = new Set<string>(tree.map((file) => file.path));
  const known = generated?.manifest.files ?? {};
  const changes = [
    ...tree.map((file) =>
      changeOf(file, entryOf(disk, file.path), entryOf(known, file.path), generated),
    ),
    ...Object.entries(known)
      .filter(([path]) => !wanted.has(path))
      .flatMap(([path, last]) => removal(path, entryOf(disk, path), last)),
  ];
  return changes.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function changeOf(
  file: RenderedFile,
  entry: DiskEntry | undefined,
  last: Known | undefined,
  generated: Generated | null,
): Change {
  const { path, content, executable } = file;
  if (entry === undefined) return absent(file, last);
  if (entry.kind !== 'file') {
    return { kind: 'conflict', path, reason: 'not a file', proposal: content };
  }
  if (sameText(entry.content, content)) return { kind: 'keep', path, reason: 'identical' };
  if (generated !== null && path.startsWith(BOOKS)) {
    return { kind: 'update', path, content, executable, merged: false };
  }
  if (last === undefined) return { kind: 'conflict', path, reason: 'exists', proposal: content };
  if (file.owner === 'yours' || last.owner === 'yours') {
    return { kind: 'keep', path, reason: 'yours' };
  }
  if (isUnedited(entry.content, last)) {
    return { kind: 'update', path, content, executable, merged: false };
  }
  if (sha256(content) === last.sha256) return { kind: 'keep', path, reason: 'your change' };
  return merged(file, entry.content, entryOf(generated?.base.files ?? {}, path));
}

/** A file that is not there: new, or deleted by the user, which is an edit like any other. */
function absent(file: RenderedFile, last: Known | undefined): Change {
  const { path, content, executable } = file;
  if (last === undefined) return { kind: 'create', path, content, executable };
  if (file.owner === 'yours' || last.owner === 'yours') {
    return { kind: 'keep', path, reason: 'yours' };
  }
  if (sha256(content) === last.sha256) return { kind: 'keep', path, reason: 'your change' };
  return { kind: 'conflict', path, reason: 'deleted by you', proposal: content };
}

function merged(file: RenderedFile, yours: string, base: string | undefined): Change {
  const { path, content, executable } = file;
  if (base === undefined) {
    return { kind: 'conflict', path, reason: 'base unknown', proposal: content };
  }
  const { clean, text } = merge3(yours, base, content);
  if (!clean) return { kind: 'conflict', path, reason: 'both changed', proposal: text };
  if (path.endsWith('.json') && isJson(yours) && isJson(content) && !isJson(text)) {
    return { kind: 'conflict', path, reason: 'merge is not JSON', proposal: text };
  }
  if (text === yours) return { kind: 'keep', path, reason: 'your change' };
  return { kind: 'update', path, content: text, executable, merged: true };
}

/** A file that was generated last time and is no longer. */
function removal(path: string, entry: DiskEntry | undefined, last: Known): Change[] {
  if (entry === undefined) return [];
  if (last.owner === 'yours') return [{ kind: 'keep', path, reason: 'yours' }];
  if (entry.kind !== 'file')
    return [{ kind: 'conflict', path, reason: 'not a file', proposal: null }];
  if (isUnedited(entry.content, last)) return [{ kind: 'delete', path }];
  return [{ kind: 'conflict', path, reason: 'no longer generated', proposal: null }];
}

function isUnedited(content: string, { sha256: hash }: Known): boolean {
  return sha256(content) === hash || sha256(toLf(content)) === hash;
}

/** Paths come from files, so `__proto__` must not find anything. */
function entryOf<Value>(record: Readonly<Record<string, Value>>, path: string): Value | undefined {
  return Object.hasOwn(record, path) ? record[path] : undefined;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function sha256(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}
