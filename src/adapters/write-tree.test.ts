import { statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkTarget, type WriteJob, writeTree } from './write-tree.js';
import {
  contentsOf,
  deadRun,
  type Disk,
  DISKS,
  put,
  SMALL_TREE,
  treeContents,
} from './writing/testing/disks.js';
import { largeTree } from './writing/testing/large-tree.js';
import type { WritableFile } from './writing/inspect.js';

let disk: Disk;
beforeEach(() => {
  disk = DISKS['real disk']();
});
afterEach(() => disk.dispose());

function job(changes: Partial<WriteJob> = {}): WriteJob {
  return {
    fs: disk.fs,
    target: join(disk.root, 'shop'),
    tree: SMALL_TREE,
    force: false,
    run: deadRun(1),
    signal: new AbortController().signal,
    ...changes,
  };
}

function file(path: string, content = 'x\n'): WritableFile {
  return { path, content, executable: false };
}

async function expectUntouched(refused: Partial<WriteJob>, code: string): Promise<unknown> {
  const before = await contentsOf(disk.fs, disk.root);
  const error: unknown = await writeTree(job(refused)).catch((cause: unknown) => cause);
  expect(error).toMatchObject({ name: 'UserError', code });
  expect(await contentsOf(disk.fs, disk.root)).toEqual(before);
  return error;
}

describe('a target that does not exist', () => {
  it('gets exactly the files of the tree, and its parents are made', async () => {
    const report = await writeTree(job({ target: join(disk.root, 'a/b/shop') }));
    expect(report.created).toEqual(SMALL_TREE.map(({ path }) => path));
    expect(await contentsOf(disk.fs, disk.root)).toEqual(treeContents(SMALL_TREE, 'a/b/shop/'));
  });

  it('gets executables with mode 755 and other files with 644', async () => {
    const umask = process.umask();
    await writeTree(job());
    const mode = (path: string): number => statSync(join(disk.root, 'shop', path)).mode & 0o777;
    expect(mode('tools/run.sh')).toBe(0o755 & ~umask);
    expect(mode('README.md')).toBe(0o644 & ~umask);
  });

  it('is refused when it lies below a file or is a link to nowhere', async () => {
    await put(disk, { file: 'mine' });
    symlinkSync(join(disk.root, 'nowhere'), join(disk.root, 'dangling'));
    await expectUntouched({ target: join(disk.root, 'file/shop') }, 'TARGET_NOT_A_DIRECTORY');
    await expectUntouched({ target: join(disk.root, 'file') }, 'TARGET_NOT_A_DIRECTORY');
    await expectUntouched({ target: join(disk.root, 'dangling') }, 'TARGET_NOT_A_DIRECTORY');
  });

  it('is written in at most a fraction of a second for 170 files', async () => {
    const started = performance.now();
    await writeTree(job({ tree: largeTree() }));
    // The budget is 120 ms; the slack is for a busy machine.
    expect(performance.now() - started).toBeLessThan(600);
  });
});

describe('a target with something in it', () => {
  it('is refused with the names in the way, ten at most', async () => {
    const names = Array.from({ length: 14 }, (_, index) => `file-${index + 10}`);
    await put(disk, Object.fromEntries(names.map((name) => [`shop/${name}`, 'mine'])));
    const error = await expectUntouched({}, 'TARGET_NOT_EMPTY');
    expect(String(error)).toContain('file-10, file-11');
    expect(String(error)).toContain('and 4 more');
    expect(String(error)).not.toContain('file-20');
    await expect(checkTarget(job())).rejects.toMatchObject({ code: 'TARGET_NOT_EMPTY' });
  });

  it('counts as empty with only .git and .DS_Store, which stay as they are', async () => {
    const mine = { 'shop/.git/HEAD': 'ref: refs/heads/main\n', 'shop/.DS_Store': '\0' };
    await put(disk, mine);
    await writeTree(job());
    expect(await contentsOf(disk.fs, disk.root)).toEqual({
      ...treeContents(SMALL_TREE, 'shop/'),
      'shop/.git/': '',
      ...mine,
    });
  });

  it('may be a link to a directory elsewhere, and stays one', async () => {
    await put(disk, { 'elsewhere/': '' });
    symlinkSync(join(disk.root, 'elsewhere'), join(disk.root, 'shop'));
    await writeTree(job());
    expect(await contentsOf(disk.fs, disk.root)).toEqual({
      ...treeContents(SMALL_TREE, 'elsewhere/'),
      'elsewhere/': '',
      shop: '→',
    });
  });

  it('is not taken over while another run is alive in it', async () => {
    const busy = `.create-backend-staging-0123abcd-7-${'0'.repeat(12)}`;
    await put(disk, { [`shop/${busy}/tree/a`]: 'x' });
    const run = { ...deadRun(1), stateOf: () => 'alive' as const };
    const error = await expectUntouched({ run }, 'TARGET_NOT_EMPTY');
    expect(error).toHaveProperty('hint', expect.stringContaining(busy));
  });
});

describe('--force', () => {
  it('adds what is missing, keeps what is equal and leaves everything else alone', async () => {
    const mine = { 'shop/README.md': '# shop\n', 'shop/src/modules/mine.ts': 'mine' };
    await put(disk, mine);
    const report = await writeTree(job({ force: true }));
    expect(report.kept).toEqual(['README.md']);
    expect(report.created).toContain('src/modules/orders/index.ts');
    expect(await contentsOf(disk.fs, disk.root)).toEqual({
      ...treeContents(SMALL_TREE, 'shop/'),
      ...mine,
    });
  });

  it('writes nothing at all when one file differs, and names it', async () => {
    await put(disk, { 'shop/src/apps/main.ts': 'mine', 'shop/package.json': '{}\n' });
    const error = await expectUntouched({ force: true }, 'FILES_IN_THE_WAY');
    expect(String(error)).toContain('src/apps/main.ts (different content)');
    expect(String(error)).not.toContain('package.json');
  });

  it('never goes through a link inside the target', async () => {
    await put(disk, { 'elsewhere/': '', 'shop/notes': 'mine' });
    symlinkSync(join(disk.root, 'elsewhere'), join(disk.root, 'shop/src'));
    const error = await expectUntouched({ force: true }, 'FILES_IN_THE_WAY');
    expect(String(error)).toContain('src (a symbolic link)');
  });

  it.each([
    ['a directory where a file goes', { 'shop/README.md/x': 'mine' }, 'README.md (a directory)'],
    ['a file where a directory goes', { 'shop/src': 'mine' }, 'src (a file)'],
    ['another spelling of a name', { 'shop/readme.MD': '# shop\n' }, 'readme.MD exists'],
  ])('refuses %s', async (_, before, text) => {
    await put(disk, before);
    expect(String(await expectUntouched({ force: true }, 'FILES_IN_THE_WAY'))).toContain(text);
  });

  it('changes nothing the second time', async () => {
    await writeTree(job());
    const report = await writeTree(job({ force: true }));
    expect(report).toEqual({ created: [], kept: SMALL_TREE.map(({ path }) => path) });
    expect(await contentsOf(disk.fs, disk.root)).toEqual(treeContents(SMALL_TREE, 'shop/'));
  });
});

describe('paths', () => {
  it.each([
    '../escape',
    'a/../../escape',
    '/etc/passwd',
    'C:/windows',
    'a\\b',
    'a//b',
    '.git/hooks/post-checkout',
    '.GIT/config',
    'src/nul.ts',
    'src/aux/index.ts',
    'src/trailing./x',
    'what?.ts',
    `.create-backend-staging-0123abcd-7-${'0'.repeat(12)}/x`,
  ])('refuses %s', async (path) => {
    await expectUntouched({ tree: [file('ok'), file(path)] }, 'PATH_UNSAFE');
  });

  it.each([
    ['two spellings of a file', ['src/Order.ts', 'src/order.ts']],
    ['two spellings of a directory', ['src/Orders/a.ts', 'src/orders/b.ts']],
    ['two normal forms of a name', ['caf\u00E9', 'cafe\u0301']],
    ['the same path twice', ['a', 'a']],
    ['a file that is also a directory', ['src/a', 'src/a/b']],
  ])('refuses %s', async (_, paths) => {
    await expectUntouched({ tree: paths.map((path) => file(path)) }, 'PATH_COLLISION');
  });
});

describe('two runs at the same time', () => {
  it.each(['new', 'existing'])(
    'leave nothing or the whole of one in a %s directory',
    async (kind) => {
      for (let attempt = 0; attempt < 10; attempt++) {
        const target = `${kind}-${attempt}`;
        if (kind === 'existing') await put(disk, { [`${target}/`]: '' });
        const outcomes = await Promise.allSettled(
          [1, 2].map((index) => {
            const run = { ...deadRun(index), stateOf: () => 'alive' as const };
            const tree = SMALL_TREE.map((file) => ({ ...file, content: `run ${index}` }));
            return writeTree(job({ target: join(disk.root, target), tree, run }));
          }),
        );
        for (const outcome of outcomes) {
          if (outcome.status === 'rejected')
            expect(outcome.reason).toHaveProperty('name', 'UserError');
        }
        const winner = outcomes.findIndex(({ status }) => status === 'fulfilled');
        const tree = SMALL_TREE.map((file) => ({ ...file, content: `run ${winner + 1}` }));
        const whole = winner === -1 ? {} : treeContents(tree, '');
        expect(await contentsOf(disk.fs, join(disk.root, target))).toEqual(whole);
      }
    },
  );
});

it('does not replace a file that appears while it writes', async () => {
  await put(disk, { 'shop/': '' });
  const fs = {
    ...disk.fs,
    writeFile: async (path: string, content: string, options: { mode: number }) => {
      if (path.includes('journal')) await put(disk, { 'shop/README.md': 'mine' });
      return disk.fs.writeFile(path, content, options);
    },
  };
  await expect(writeTree(job({ fs }))).rejects.toMatchObject({ code: 'TARGET_CHANGED' });
  expect(await contentsOf(disk.fs, join(disk.root, 'shop'))).toEqual({ 'README.md': 'mine' });
});

describe('any tree over any directory', () => {
  const part = fc.constantFrom('a', 'b', 'A', 'src', 'x.ts');
  const path = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
  const files = fc.dictionary(path, fc.constantFrom('one', 'two'), { maxKeys: 5 });

  it('adds the tree and changes nothing, or does nothing at all', async () => {
    await fc.assert(
      fc.asyncProperty(files, files, async (mine, wanted) => {
        const memory = DISKS.memory();
        // A path below a file cannot exist, so neither can such a directory.
        fc.pre(
          Object.keys(mine).every(
            (file) => !Object.keys(mine).some((other) => other.startsWith(`${file}/`)),
          ),
        );
        await put(memory, { 'shop/': '', ...prefixed(mine) });
        const before = await contentsOf(memory.fs, '/root/shop');
        const tree = Object.entries(wanted).map(([name, content]) => file(name, content));
        const outcome = await writeTree(
          job({ fs: memory.fs, target: '/root/shop', tree, force: true }),
        ).then(
          () => 'written',
          (error: unknown) => error,
        );
        const after = await contentsOf(memory.fs, '/root/shop');
        if (outcome === 'written') expect(after).toEqual({ ...before, ...treeContents(tree, '') });
        else {
          expect(outcome).toHaveProperty('name', 'UserError');
          expect(after).toEqual(before);
        }
        const differs = Object.keys(wanted).some(
          (name) => name in mine && mine[name] !== wanted[name],
        );
        if (differs) expect(outcome).not.toBe('written');
      }),
    );
  });

  function prefixed(found: Readonly<Record<string, string>>): Record<string, string> {
    return Object.fromEntries(Object.entries(found).map(([name, text]) => [`shop/${name}`, text]));
  }
});

describe('leftovers of killed runs', () => {
  const leftover = (pid: number): string =>
    `.create-backend-staging-0123abcd-${pid}-${'0'.repeat(12)}`;

  it('are removed beside the target, and nothing that only looks like one', async () => {
    const similar = { '.create-backend-staging-mine/x': 'mine', [`${leftover(7)}x/x`]: 'mine' };
    await put(disk, { ...similar, [`${leftover(7)}/tree/a`]: 'x' });
    symlinkSync(disk.root, join(disk.root, leftover(8)));
    await writeTree(job());
    const found = await contentsOf(disk.fs, disk.root);
    expect(found).toMatchObject(similar);
    expect(Object.keys(found)).toContain(leftover(8));
    expect(Object.keys(found)).not.toContain(`${leftover(7)}/`);
  });

  it('are not undone over files that were changed since', async () => {
    const journal = {
      units: ['src', 'README.md'],
      files: { 'src/a.ts': 'hash of something else' },
    };
    await put(disk, {
      'shop/src/a.ts': 'edited',
      [`shop/${leftover(7)}/tree/README.md`]: '# shop\n',
      [`shop/${leftover(7)}/journal.json`]: JSON.stringify(journal),
    });
    expect(String(await expectUntouched({}, 'INTERRUPTED_RUN'))).toContain('src/a.ts');
  });

  it('with a journal that is not ours are left alone', async () => {
    await put(disk, { [`shop/${leftover(7)}/journal.json`]: '{"units":["../.."],"files":{}}' });
    await expectUntouched({}, 'LEFTOVER_UNREADABLE');
  });
});
