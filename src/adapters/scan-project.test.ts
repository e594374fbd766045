import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { MOST_BYTES } from './scan-read.js';
import { scanProject } from './scan-project.js';

const made: string[] = [];

/** Writes a project below a new folder. */
function project(files: Readonly<Record<string, string | Buffer>>): string {
  const root = mkdtempSync(join(tmpdir(), 'scan-'));
  made.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

afterEach(() => {
  for (const root of made.splice(0)) rmSync(root, { recursive: true, force: true });
});

test('files and imports are sorted and located by line and column', async () => {
  const root = project({
    'src/b.ts': '',
    'src/a.ts': `// first\nimport { b } from './b.js';\n\n  const c = import('./c.mjs'); require('node:fs');\n`,
    'src/c.mts': `import 'zod';`,
    'notes.md': `import './b.js'`,
  });
  const { files, imports } = await scanProject(root);
  expect(files.map(({ path }) => path)).toEqual(['src/a.ts', 'src/b.ts', 'src/c.mts']);
  expect(
    imports.map(({ from, line, column, kind, target }) => [from, line, column, kind, target]),
  ).toEqual([
    ['src/a.ts', 2, 1, 'value', { kind: 'file', path: 'src/b.ts' }],
    ['src/a.ts', 4, 13, 'dynamic', { kind: 'file', path: 'src/c.mts' }],
    ['src/a.ts', 4, 32, 'require', { kind: 'builtin', name: 'fs' }],
    ['src/c.mts', 1, 1, 'value', { kind: 'package', name: 'zod' }],
  ]);
});

test('a byte order mark and Windows line ends do not move anything', async () => {
  const root = project({ 'a.ts': `\uFEFF// x\r\nimport './b.js';\r\n`, 'b.ts': '' });
  const { imports } = await scanProject(root);
  expect(imports).toMatchObject([{ line: 2, column: 1, target: { kind: 'file', path: 'b.ts' } }]);
});

test('what is not ours is left out, and said', async () => {
  const root = project({
    'a.ts': '',
    'node_modules/x/index.js': '',
    'packages/p/node_modules/y/index.js': '',
    'dist/a.js': '',
    '.cache/a.js': '',
  });
  const { files, leftOut } = await scanProject(root);
  expect(files).toHaveLength(1);
  expect(leftOut).toEqual([
    { what: 'dist', count: 1 },
    { what: 'dot folders', count: 1 },
    { what: 'node_modules', count: 2 },
  ]);
});

test('links are not followed: neither in circles nor outside', async () => {
  const outside = project({ 'secret.ts': '' });
  const root = project({
    'src/a.ts': `import '../link/secret.js'; import '../../${outside}/secret.js'`,
  });
  symlinkSync(root, join(root, 'src/circle'));
  symlinkSync(outside, join(root, 'link'));
  symlinkSync(join(outside, 'secret.ts'), join(root, 'secret.ts'));
  const { files, imports, leftOut } = await scanProject(root);
  expect(files.map(({ path }) => path)).toEqual(['src/a.ts']);
  expect(leftOut).toEqual([{ what: 'symbolic links', count: 3 }]);
  expect(imports.map(({ target }) => target.kind)).toEqual(['unresolved', 'unresolved']);
});

test('a file that cannot be read is skipped with the reason, and stays a target', async () => {
  const root = project({
    'a.ts': `import './broken.js'`,
    'binary.ts': Buffer.from([0x47, 0, 1, 2]),
    'broken.ts': 'const a = `never closed',
    'huge.js': Buffer.alloc(MOST_BYTES + 1, 32),
  });
  const { skipped, imports } = await scanProject(root);
  expect(skipped).toEqual([
    { path: 'binary.ts', reason: 'not text' },
    { path: 'broken.ts', reason: 'a template is not closed' },
    { path: 'huge.js', reason: 'larger than 4 MB' },
  ]);
  expect(imports).toMatchObject([{ target: { kind: 'file', path: 'broken.ts' } }]);
});

test('a folder that is not there is told', async () => {
  await expect(scanProject('/no/such/folder')).rejects.toMatchObject({
    code: 'PROJECT_UNREADABLE',
  });
});

test('workspaces lead to their sources though nothing was installed or built', async () => {
  const root = project({
    'package.json': '{ "workspaces": ["packages/*", "!packages/no"] }',
    'packages/a/package.json':
      '{ "name": "@x/a", "exports": { ".": { "types": "./dist/index.d.ts", "default": "./dist/index.js" }, "./sub/*": "./dist/sub/*.js" } }',
    'packages/a/src/index.ts': '',
    'packages/a/src/sub/one.ts': `import '@x/a'`,
    'packages/b/package.json': '{ "name": "b", "main": "lib/main.js" }',
    'packages/b/src/main.ts': `import '@x/a'; import '@x/a/sub/one'; import 'no'; import '@x/a/none'`,
    'packages/no/package.json': '{ "name": "no" }',
    'packages/no/index.ts': `import 'b'`,
  });
  const { imports, packages } = await scanProject(root);
  expect(imports.map(({ target }) => ('path' in target ? target.path : target))).toEqual([
    'packages/a/src/index.ts',
    'packages/a/src/index.ts',
    'packages/a/src/sub/one.ts',
    { kind: 'package', name: 'no' },
    { kind: 'package', name: '@x/a' },
    'packages/b/src/main.ts',
  ]);
  expect(packages.filter(({ workspace }) => workspace).map(({ name }) => name)).toEqual([
    '@x/a',
    'b',
  ]);
});
