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

test('UTF-16 is read in both orders of bytes', async () => {
  const text = Buffer.from('\uFEFFimport "./c.js"', 'utf16le');
  const root = project({ 'a.ts': text, 'b.ts': Buffer.from(text).swap16(), 'c.ts': '' });
  const { imports, skipped } = await scanProject(root);
  expect(imports.map(({ from, target }) => [from, target])).toEqual(
    ['a.ts', 'b.ts'].map((from) => [from, { kind: 'file', path: 'c.ts' }]),
  );
  expect(skipped).toEqual([]);
});

test('configuration that is not JSON is said, and the rest is read', async () => {
  const root = project({
    'package.json': '{ "name": ',
    'tsconfig.json': '{ "compilerOptions": {',
    'empty/package.json': '',
    'src/a.ts': `import './b'; import 'x'; import '../SRC/b.js'; import './b/none'`,
    'src/b.ts': '',
  });
  const { imports, skipped } = await scanProject(root);
  expect(skipped).toEqual([
    { path: 'package.json', reason: 'not JSON' },
    { path: 'tsconfig.json', reason: 'not JSON' },
  ]);
  expect(imports.map(({ target }) => target)).toEqual([
    { kind: 'file', path: 'src/b.ts' },
    { kind: 'package', name: 'x' },
    { kind: 'unresolved', reason: 'no such file, but src/b.ts: mind upper and lower case' },
    { kind: 'unresolved', reason: 'no such file' },
  ]);
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
    'broken.ts': 'const a = `never closed; import',
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

test('exports of whole folders lead into them, the longest beginning first', async () => {
  const root = project({
    'package.json': '{ "workspaces": ["packages/*"] }',
    'packages/a/package.json':
      '{ "name": "@x/a", "exports": { "./": { "require": "./", "default": "./lib/" }, "./deep/": "./lib/deeper/" } }',
    'packages/a/lib/one.js': '',
    'packages/a/lib/deeper/two.js': '',
    'packages/b/package.json': '{ "name": "b" }',
    'packages/b/index.js': `import '@x/a/one.js'; import '@x/a/deep/two.js'; import '@x/a/none.js'`,
  });
  const { imports } = await scanProject(root);
  expect(imports.map(({ target }) => ('path' in target ? target.path : target))).toEqual([
    'packages/a/lib/one.js',
    'packages/a/lib/deeper/two.js',
    { kind: 'package', name: '@x/a' },
  ]);
});

/** What the imports of one file lead to. */
async function targets(files: Readonly<Record<string, string>>, from: string) {
  const { imports } = await scanProject(project(files));
  return imports
    .filter((found) => found.from === from)
    .map(({ target }) => ('path' in target ? target.path : `${target.kind}`));
}

test('unbuilt packages lead to sources, however their manifests name what a build makes', async () => {
  const files = {
    'pnpm-workspace.yaml': 'packages:\n  - "libs/*"\n',
    'libs/a/package.json': JSON.stringify({
      name: 'a',
      exports: {
        '.': { import: './dist/esm/index.mjs', require: './dist/cjs/index.cjs' },
        './sub': { types: './types/sub.d.ts', default: './build/sub.js' },
        './internal/*': './dist/internal/*.js',
      },
    }),
    'libs/a/src/index.ts': '',
    'libs/a/src/sub/index.ts': '',
    'libs/a/src/internal/x.ts': '',
    'libs/b/package.json': '{ "name": "b", "main": "out-tsc/main.js" }',
    'libs/b/tsconfig.json': '{ "compilerOptions": { "outDir": "out-tsc", "rootDir": "code" } }',
    'libs/b/code/main.ts': '',
    'libs/c/package.json':
      '{ "name": "c", "main": "./dist/c.umd.min" , "module": "dist/c.esm.js" }',
    'libs/c/src/c.ts': '',
    'libs/d/package.json': '{ "name": "d", "imports": { "#x/*": "./dist/x/*.js" } }',
    'libs/d/src/x/y.ts': '',
    'libs/d/src/main.ts': `import 'a'; import 'a/sub'; import 'a/internal/x'; import 'b'; import 'c'; import '#x/y'; import 'a/none'`,
  };
  expect(await targets(files, 'libs/d/src/main.ts')).toEqual([
    'libs/a/src/index.ts',
    'libs/a/src/sub/index.ts',
    'libs/a/src/internal/x.ts',
    'libs/b/code/main.ts',
    'libs/c/src/c.ts',
    'libs/d/src/x/y.ts',
    'package',
  ]);
});

test('path mappings survive broken, missing and packaged configurations', async () => {
  const files = {
    'package.json': '{ "workspaces": ["tools/*", "apps/*"] }',
    'tsconfig.base.json':
      '{ "compilerOptions": { "baseUrl": ".", "paths": { "@org/lib": ["libs/lib/src/index.ts"] } } }',
    'tools/config/package.json': '{ "name": "@org/config" }',
    'tools/config/base.json':
      '{ "compilerOptions": { "paths": { "~/*": ["${configDir}/src/*"] } } }',
    'libs/lib/src/index.ts': '',
    'libs/lib/project.json': '{}',
    'apps/a/tsconfig.json':
      '{ "extends": ["@org/config/base.json", "@nobody/missing"], "compilerOptions": {',
    'apps/b/tsconfig.json':
      '{ "extends": ["@nobody/missing", "@org/config/base"], "compilerOptions": { "rootDirs": ["src", "made"] } }',
    'apps/a/src/main.ts': `import '@org/lib'`,
    'apps/b/src/main.ts': `import '~/other'; import './only-made'`,
    'apps/b/src/other.ts': '',
    'apps/b/made/only-made.ts': '',
  };
  expect(await targets(files, 'apps/a/src/main.ts')).toEqual(['libs/lib/src/index.ts']);
  expect(await targets(files, 'apps/b/src/main.ts')).toEqual([
    'apps/b/src/other.ts',
    'apps/b/made/only-made.ts',
  ]);
});

test('packages are found by rush.json, lerna.json and by links; a folder by its manifest', async () => {
  const files = {
    'rush.json': '{ "projects": [ { "packageName": "r", "projectFolder": "x/r" } ] /* all */ }',
    'lerna.json': '{ "version": "1.0.0" }',
    'x/r/package.json': '{ "name": "r" }',
    'x/r/src/index.ts': '',
    'packages/l/package.json': '{ "name": "l", "main": "lib/start" }',
    'packages/l/lib/start.js': '',
    'other/o/package.json': '{ "name": "o" }',
    'other/o/index.js': '',
    'main/package.json': '{ "dependencies": { "o": "file:../other/o" } }',
    'main/m.vue': `<script>import 'r'; import 'l'; import 'o'; import '../packages/l'; import './n.vue'</script>`,
    'main/n.vue': '',
  };
  expect(await targets(files, 'main/m.vue')).toEqual([
    'x/r/src/index.ts',
    'packages/l/lib/start.js',
    'other/o/index.js',
    'packages/l/lib/start.js',
    'main/n.vue',
  ]);
});

test('facts are null unless they are asked for; comments to arch-lint are found', async () => {
  const root = project({
    'a.ts': `// ${'arch-lint'}-ignore layers -- moved next week\nconst s = 'arch-lint-x';\n/* ${'arch-lint'}-ignore-file x */ db.selectFrom('users')`,
    'compose.yaml': 'services:\n  a:\n    build: .\n',
  });
  expect(await scanProject(root)).toMatchObject({
    facts: null,
    directives: [
      { file: 'a.ts', line: 1, text: 'arch-lint-ignore layers -- moved next week' },
      { file: 'a.ts', line: 3, text: 'arch-lint-ignore-file x' },
    ],
  });
  const { facts } = await scanProject(root, { facts: true });
  expect(facts?.tables).toMatchObject([{ file: 'a.ts', line: 3, table: 'users' }]);
  expect(facts?.deployables).toMatchObject([{ name: 'a', folder: '' }]);
});

test('what looks like a comment to arch-lint within a literal is none', async () => {
  const say = (number: number) => `${'arch-lint'}-ignore r${number} -- x`;
  const root = project({
    'a.ts': [
      `const a = "// ${say(1)}", b = '/* ${say(2)} */';`,
      `const c = \`// ${say(3)}\n\${ f(/* ${say(4)} */ \`\n // ${say(5)}\n\`) }\n// ${say(6)}\n\`; // ${say(7)}`,
      `const d = /\\/* ${say(8)}/; // don't ${say(9)}`,
      `import {\n  // ${say(10)}\n  x,\n} from './b.js'; // it's\n// ${say(11)}`,
    ].join('\n'),
    'b.vue': `<!-- ${say(12)} -->\n<script>const a = '// ${say(13)}';\n// ${say(14)}\n</script>`,
    'c.jsx': `const a = <p title="// ${say(18)}">\n// ${say(19)}\n{/* ${say(20)} */}\n<b/> // ${say(21)}\n</p>; // ${say(22)}`,
    'broken.js': `// ${say(15)}\nconst a = '// ${say(16)}', b = \`never closed\n// ${say(17)}`,
  });
  const { directives } = await scanProject(root);
  const told = directives.map(({ text }) => Number(/r(\d+)/.exec(text)?.[1]));
  expect(told).toEqual([4, 7, 10, 11, 12, 14, 15, 17, 20, 22]);
});

test('a folder called coverage is a report beside a package.json, and code elsewhere', async () => {
  const root = project({
    'coverage/lcov-report/prettify.js': '',
    'packages/a/package.json': '{ "name": "a" }',
    'packages/a/coverage/sorter.js': '',
    'packages/a/src/plugins/coverage/hooks.ts': '',
  });
  const { files, leftOut } = await scanProject(root);
  expect(files.map(({ path }) => path)).toEqual(['packages/a/src/plugins/coverage/hooks.ts']);
  expect(leftOut).toEqual([{ what: 'coverage', count: 2 }]);
});

test('what git ignores at the root is left out, and said', async () => {
  const root = project({
    '.gitignore': '# made\n/out\nbuild/\n!keep\nkeep\n*.log\nsrc/gen\n',
    'out/a.ts': '',
    'src/out/b.ts': '',
    'src/build/c.ts': '',
    'src/gen/d.ts': '',
    'src/lib/e.ts': '',
  });
  const { files, leftOut } = await scanProject(root);
  expect(files.map(({ path }) => path)).toEqual(['src/lib/e.ts', 'src/out/b.ts']);
  expect(leftOut).toEqual([{ what: 'folders that git ignores', count: 3 }]);
});
