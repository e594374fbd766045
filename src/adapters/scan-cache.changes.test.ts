import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { memoryHere, memoryIn } from './scan-memory.js';
import { scanProject } from './scan-project.js';
import { takeTree } from './scan-tree.js';

let root = '';
let kept = '';
let here = memoryHere();
beforeEach(() => {
  here = memoryHere();
  root = mkdtempSync(join(tmpdir(), 'scan-changes-'));
  kept = join(mkdtempSync(join(tmpdir(), 'scan-changes-kept-')), 'cache');
});
afterEach(() => {
  for (const made of [root, dirname(kept)]) rmSync(made, { recursive: true, force: true });
});

function write(path: string, content: string | object): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  writeFileSync(join(root, path), text);
}

/** What every output is made of, to the byte. */
const withoutCache = async () => JSON.stringify(await scanProject(root));
/** A run long after the files were written. */
const withCache = async (memory = memoryIn(kept)) => {
  const tree = takeTree(root, () => Date.now() + 60_000);
  return JSON.stringify(await scanProject(root, { memory, tree }));
};

const remove = (path: string) => rmSync(join(root, path));
const rename = (from: string, to: string) => renameSync(join(root, from), join(root, to));
const exporting = (exports: object) => ({ name: 'exported', exports });
const mapped = (to: string) => ({ compilerOptions: { paths: { mapped: [to] } } });

const PROJECT = {
  'package.json': { name: 'root', workspaces: ['packages/*'] },
  'tsconfig.json': mapped('./src/one.ts'),
  'src/one.ts': `import './two.js'; import './late.js'; import 'mapped';`,
  'src/two.ts': `import 'exported'; import 'exported/sub'; import 'main'; import 'late';`,
  'extending/tsconfig.json': { extends: '../configs/base' },
  'extending/one.ts': `import 'mapped'; import 'broken';`,
  'configs/base.json': { extends: './lowest.json' },
  'configs/lowest.json': mapped('../src/one.ts'),
  'referring/tsconfig.json': { references: [{ path: './in' }] },
  'referring/in/tsconfig.json': mapped('../../src/one.ts'),
  'referring/one.ts': `import 'mapped';`,
  'packages/exported/package.json': { name: 'exported', exports: { '.': './one.ts' } },
  'packages/exported/one.ts': '',
  'packages/exported/two.ts': '',
  'packages/main/package.json': { name: 'main', main: './one.ts' },
  'packages/main/one.ts': '',
  'packages/main/two.ts': `import 'linked';`,
  'linked/package.json': { name: 'linked' },
  'linked/index.ts': '',
  'elsewhere/package.json': { name: 'late' },
  'elsewhere/index.ts': '',
};
const IN_TWO = { '.': './one.ts', './sub': './two.ts' };
const LINKED = { linked: 'file:../../linked' };

const CHANGES: Readonly<Record<string, () => void>> = {
  'a file comes': () => write('src/late.ts', ''),
  'a file goes': () => remove('src/two.ts'),
  'a file is renamed': () => rename('src/two.ts', 'src/late.ts'),
  'a file is renamed in case only': () => rename('src/two.ts', 'src/Two.ts'),
  'a file comes that is no source': () => write('src/late.json', '{}'),
  'exports change': () => write('packages/exported/package.json', exporting(IN_TWO)),
  'exports go': () => write('packages/exported/package.json', { name: 'exported' }),
  'main changes': () => write('packages/main/package.json', { name: 'main', main: './two.ts' }),
  'a name changes': () => write('packages/main/package.json', { name: 'other' }),
  'a dependency leads to a folder': () =>
    write('packages/main/package.json', { name: 'main', main: './one.ts', dependencies: LINKED }),
  'a dependency is only listed': () =>
    write('linked/package.json', { name: 'linked', devDependencies: { a: '1' } }),
  'imports come': () => write('package.json', { name: 'root', imports: { '#a': './src/one.ts' } }),
  'workspaces change': () => write('package.json', { name: 'root', workspaces: ['elsewhere'] }),
  'workspaces are named elsewhere': () =>
    write('pnpm-workspace.yaml', 'packages:\n  - elsewhere\n'),
  'a workspace comes': () => write('packages/late/package.json', { name: 'late', main: 'a.ts' }),
  'a workspace goes': () => remove('packages/main/package.json'),
  'paths change': () => write('tsconfig.json', mapped('./src/two.ts')),
  'paths change in a file that is extended': () =>
    write('configs/lowest.json', mapped('../src/two.ts')),
  'another file is extended': () => write('configs/base.json', { extends: './none.json' }),
  'paths change in a file that is referred to': () =>
    write('referring/in/tsconfig.json', mapped('../../src/two.ts')),
  'a nearer configuration comes': () => write('src/jsconfig.json', mapped('./two.ts')),
  'a configuration goes': () => remove('tsconfig.json'),
  'a manifest breaks': () => write('packages/main/package.json', '{ "name": '),
  'a configuration breaks': () => write('tsconfig.json', '{ "compilerOptions": '),
  'an extended configuration breaks': () => write('configs/lowest.json', '{ "paths": '),
};
const BROKEN = {
  'broken/package.json': '{{name}}',
  'broken/tsconfig.json': '{',
  'broken/a.ts': '',
};

describe.each([
  ['everything is JSON', {}],
  ['a manifest is none', { 'broken/package.json': '{{name}}' }],
  ['a configuration is none', { ...BROKEN, 'broken/a.ts': `import 'a';` }],
])(
  'a run after one that kept where imports lead, where %s, finds what one without finds',
  (_, more) => {
    beforeEach(() => {
      for (const [path, content] of Object.entries({ ...PROJECT, ...more })) write(path, content);
    });

    test.each(Object.entries(CHANGES))('when %s', async (_change, change) => {
      const before = await withoutCache();
      expect(await withCache()).toBe(before);
      expect(await withCache()).toBe(before);
      expect(await withCache(here)).toBe(before);
      change();
      const after = await withoutCache();
      expect(after).not.toBe(before);
      expect(await withCache()).toBe(after);
      expect(await withCache()).toBe(after);
      expect(await withCache(here)).toBe(after);
      expect(await withCache(here)).toBe(after);
    });
  },
);

describe('what is no JSON', () => {
  const skipped = async () => {
    const found = await withCache();
    expect(found).toBe(await withoutCache());
    return JSON.parse(found).skipped.map(({ path }: { path: string }) => path);
  };
  beforeEach(() => {
    write('package.json', '{ "name": ');
    write('in/tsconfig.json', '{ "compilerOptions": ');
    write('in/a.ts', `import 'a';`);
    write('b.ts', '');
  });

  test('is said by every run, in the order of paths, though not read again', async () => {
    const both = ['in/tsconfig.json', 'package.json'];
    for (const run of ['cold', 'warm', 'warmer'])
      expect([run, await skipped()]).toEqual([run, both]);
    expect(readFileSync(kept, 'utf8').match(/not JSON/g)).toHaveLength(2);
  });

  test('is said once when a changed file has it read again', async () => {
    remove('in/tsconfig.json');
    expect(await skipped()).toEqual(['package.json']);
    write('b.ts', `import 'b';`);
    expect(await skipped()).toEqual(['package.json']);
  });

  test('is said beside what only a changed file asks for', async () => {
    write('in/a.ts', '');
    expect(await skipped()).toEqual(['package.json']);
    write('in/a.ts', `import 'a';`);
    expect(await skipped()).toEqual(['in/tsconfig.json', 'package.json']);
    expect(await skipped()).toEqual(['in/tsconfig.json', 'package.json']);
  });

  test('is not said once no import asks for it', async () => {
    expect(await skipped()).toContain('in/tsconfig.json');
    write('in/a.ts', '');
    expect(await skipped()).toEqual(['package.json']);
  });

  test('is not said once it is JSON', async () => {
    await skipped();
    write('package.json', '{}');
    write('in/tsconfig.json', '{}');
    expect(await skipped()).toEqual([]);
  });
});
