import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FileTree, Owner, RenderedFile } from '#render/rendered-file.js';
import { relPath } from '#shared/rel-path.js';
import { type Change, compare, type Generated } from './change-set.js';
import type { DiskEntry, DiskSnapshot } from './disk-snapshot.js';

const BASE = 'one\ntwo\nthree\nfour\nfive\n';
const EDITED = BASE.replace('one', 'ONE');
const NEWER = BASE.replace('five', 'FIVE');

function rendered(content: string, owner: Owner = 'managed', path = 'a.ts'): RenderedFile {
  return { path: relPath(path), content, executable: false, owner, template: 't', from: 'base' };
}

function generated(tree: FileTree, bases = true): Generated {
  const files = tree.map(({ path, content, owner }) => {
    const sha256 = createHash('sha256').update(content).digest('hex');
    return [path, { owner, template: 't', from: 'base', sha256 }] as const;
  });
  return {
    manifest: { version: 1, generator: '0', files: Object.fromEntries(files) },
    base: {
      version: 1,
      files: bases ? Object.fromEntries(tree.map(({ path, content }) => [path, content])) : {},
    },
  };
}

function file(content: string): DiskEntry {
  return { kind: 'file', content };
}

interface Case {
  readonly now: string | null;
  readonly disk: DiskEntry | undefined;
  readonly last: string | null;
  readonly owner?: Owner;
  readonly bases?: boolean;
  readonly path?: string;
}

/** The change of one file: rendered now, on disk, rendered last time. */
function change({
  now,
  disk,
  last,
  owner = 'managed',
  bases = true,
  path = 'a.ts',
}: Case): unknown {
  const changes = compare(
    now === null ? [] : [rendered(now, owner, path)],
    disk === undefined ? {} : { [path]: disk },
    last === null ? null : generated([rendered(last, owner, path)], bases),
  );
  expect(changes.length).toBeLessThan(2);
  return changes[0];
}

describe('a managed file', () => {
  it.each<[string, Case, Partial<Change> | undefined]>([
    ['is created where nothing is', { now: BASE, disk: undefined, last: null }, { kind: 'create' }],
    [
      'is kept when identical',
      { now: BASE, disk: file(BASE), last: null },
      { reason: 'identical' },
    ],
    [
      'is kept when only line ends differ',
      { now: BASE, disk: file(BASE.replaceAll('\n', '\r\n')), last: BASE },
      { kind: 'keep', reason: 'identical' },
    ],
    [
      'is updated when nobody edited it',
      { now: NEWER, disk: file(BASE), last: BASE },
      { kind: 'update', content: NEWER, merged: false },
    ],
    [
      'is updated when nobody edited it and git turned its line ends',
      { now: NEWER, disk: file(BASE.replaceAll('\n', '\r\n')), last: BASE, bases: false },
      { kind: 'update', content: NEWER, merged: false },
    ],
    [
      'is merged when both changed other lines',
      { now: NEWER, disk: file(EDITED), last: BASE },
      { kind: 'update', content: EDITED.replace('five', 'FIVE'), merged: true },
    ],
    [
      'keeps your edit when the template is the same',
      { now: BASE, disk: file(EDITED), last: BASE },
      { kind: 'keep', reason: 'your change' },
    ],
    [
      'is a conflict when both changed the same line',
      { now: BASE.replace('one', 'Uno'), disk: file(EDITED), last: BASE },
      { kind: 'conflict', reason: 'both changed', proposal: expect.stringContaining('<<<<<<<') },
    ],
    [
      'is a conflict when edited and its base is unknown',
      { now: NEWER, disk: file(EDITED), last: BASE, bases: false },
      { kind: 'conflict', reason: 'base unknown', proposal: NEWER },
    ],
    [
      'is a conflict over a stranger of the same name',
      { now: BASE, disk: file('mine'), last: null },
      { kind: 'conflict', reason: 'exists' },
    ],
    [
      'is a conflict over a link',
      { now: BASE, disk: { kind: 'link' }, last: BASE },
      { kind: 'conflict', reason: 'not a file' },
    ],
    [
      'stays deleted when the template is the same',
      { now: BASE, disk: undefined, last: BASE },
      { kind: 'keep', reason: 'your change' },
    ],
    [
      'is a conflict when you deleted what the template changed',
      { now: NEWER, disk: undefined, last: BASE },
      { kind: 'conflict', reason: 'deleted by you' },
    ],
    [
      'is deleted when no longer wanted',
      { now: null, disk: file(BASE), last: BASE },
      { kind: 'delete' },
    ],
    [
      'is a conflict when no longer wanted but edited',
      { now: null, disk: file(EDITED), last: BASE },
      { kind: 'conflict', reason: 'no longer generated', proposal: null },
    ],
    ['is forgotten when gone on both sides', { now: null, disk: undefined, last: BASE }, undefined],
  ])('%s', (_, input, expected) => {
    if (expected === undefined) expect(change(input)).toBeUndefined();
    else expect(change(input)).toMatchObject(expected);
  });

  it('is a conflict when two edits of JSON fit line by line and are no JSON together', () => {
    const last = '[\n1,\n2,\n3,\n4,\n5,\n6,\n7\n]\n';
    const disk = file(last.replace('[', '[[').replace('4,', '4],'));
    const now = last.replace('2,', '{"k": [2,').replace('6,', '6]},');
    const conflict = { kind: 'conflict', reason: 'merge is not JSON' };
    expect(change({ now, disk, last, path: 'x.json' })).toMatchObject(conflict);
    expect(change({ now, disk, last, path: 'x.txt' })).toMatchObject({ kind: 'update' });
  });

  it('of the book-keeping is replaced as a whole', () => {
    const path = '.create-backend/manifest.json';
    const changes = compare(
      [rendered('{"new":1}', 'managed', path)],
      { [path]: file('{"old":1}') },
      generated([]),
    );
    expect(changes).toMatchObject([{ kind: 'update', merged: false }]);
  });
});

describe('a file of yours', () => {
  const anything: fc.Arbitrary<string | null> = fc.option(fc.constantFrom(BASE, EDITED, NEWER, ''));

  it('is never touched once it was generated, whatever became of it', () => {
    fc.assert(
      fc.property(anything, anything, fc.constantFrom(BASE, NEWER), (now, disk, last) => {
        const entry = disk === null ? undefined : file(disk);
        const result = change({ now, disk: entry, last, owner: 'yours' });
        if (result !== undefined) expect(result).toMatchObject({ kind: 'keep' });
      }),
    );
  });

  it('stays yours when a newer template calls it managed', () => {
    const before = generated([rendered(BASE, 'yours')]);
    expect(compare([rendered(NEWER)], { 'a.ts': file(BASE) }, before)).toMatchObject([
      { kind: 'keep', reason: 'yours' },
    ]);
  });
});

describe('a change set', () => {
  it('is sorted, names each path once and changes nothing the second time', () => {
    const content = fc.constantFrom(BASE, EDITED, NEWER);
    const files = fc.dictionary(fc.constantFrom('b', 'a/x', '__proto__', 'c', 'B'), content);
    fc.assert(
      fc.property(files, files, files, (now, disk, last) => {
        const tree = Object.entries(now).map(([path, text]) => rendered(text, 'managed', path));
        const old = generated(
          Object.entries(last).map(([path, text]) => rendered(text, 'managed', path)),
        );
        const changes = compare(tree, snapshot(disk), old);
        const paths = changes.map(({ path }) => path);
        expect(paths).toEqual([...new Set(paths)].sort());
        const again = compare(tree, apply(changes, snapshot(disk)), generated(tree));
        expect(again.filter(({ kind }) => kind === 'create' || kind === 'delete')).toEqual([]);
        expect(again.filter(({ kind }) => kind === 'update')).toEqual([]);
      }),
    );
  });

  function snapshot(files: Readonly<Record<string, string>>): DiskSnapshot {
    return Object.fromEntries(Object.entries(files).map(([path, text]) => [path, file(text)]));
  }

  function apply(changes: readonly Change[], disk: DiskSnapshot): DiskSnapshot {
    const next = new Map(Object.entries(disk));
    for (const entry of changes) {
      if (entry.kind === 'delete') next.delete(entry.path);
      if (entry.kind === 'create' || entry.kind === 'update')
        next.set(entry.path, file(entry.content));
    }
    return Object.fromEntries(next);
  }
});
