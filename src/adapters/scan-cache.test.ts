import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { memoryIn } from './scan-memory.js';
import { scanProject } from './scan-project.js';
import { takeTree } from './scan-tree.js';

let root = '';
let folder = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'scan-cache-'));
  folder = mkdtempSync(join(tmpdir(), 'scan-cache-kept-'));
  write('a.ts', `import { b, type B } from './b.js';\n\n  export * from 'zod'; import('./c');\n`);
  write('b.ts', `// ${'arch-lint'}-ignore layers -- moved next week\nimport './a.js';\n`);
  write('c.ts', 'const open = `import');
});
afterEach(() => {
  for (const made of [root, folder]) rmSync(made, { recursive: true, force: true });
});

function write(path: string, text: string): void {
  writeFileSync(join(root, path), text);
}

/** A run long after the files were written, unless it says otherwise. */
function scan(options: { name?: string; at?: number } = {}) {
  const { name = 'cache', at = Date.now() + 60_000 } = options;
  const tree = takeTree(root, () => at);
  return scanProject(root, { memory: memoryIn(join(folder, name)), tree });
}

/** Changes what is kept into something else that is whole, so that using it shows. */
function forge(name = 'cache', what = './b.js', into = './forged'): void {
  const kept = readFileSync(join(folder, name), 'utf8').slice(40).replaceAll(what, into);
  writeFileSync(join(folder, name), sha1(kept) + kept);
}

const forgeTargets = () => forge('cache', '"path":"b.ts"', '"path":"forged.ts"');
const targets = async () =>
  (await scan()).imports.map(({ target }) => ('path' in target ? target.path : target.kind));

test('a scan finds the same without a cache, cold, warm, and after it was deleted or spoiled', async () => {
  const plain = await scanProject(root);
  expect(plain.imports).toHaveLength(4);
  expect(plain.skipped).toHaveLength(1);
  expect(plain.directives).toHaveLength(1);
  expect(await scan()).toEqual(plain);
  expect(await scan()).toEqual(plain);
  const kept = readFileSync(join(folder, 'cache'));
  for (const spoiled of ['', 'x', kept.subarray(0, 200), Buffer.concat([kept, Buffer.from(' ')])]) {
    writeFileSync(join(folder, 'cache'), spoiled);
    expect(await scan()).toEqual(plain);
    expect(readFileSync(join(folder, 'cache'))).toEqual(kept);
  }
  rmSync(join(folder, 'cache'));
  expect(await scan()).toEqual(plain);
});

test('what did not change is not read again', async () => {
  await scan();
  forge();
  expect((await scan()).imports[0]).toMatchObject({ from: 'a.ts', specifier: './forged' });
});

test('a changed file of the same size is seen, and so are new and removed files', async () => {
  await scan();
  forge();
  write('a.ts', readFileSync(join(root, 'a.ts'), 'utf8').replace("'zod'", "'zed'"));
  utimesSync(join(root, 'a.ts'), 1000, 1000);
  write('d.ts', `import './a.js'`);
  rmSync(join(root, 'c.ts'));
  expect(await scan()).toEqual(await scanProject(root));
  expect(await scan()).toEqual(await scanProject(root));
});

test('where an import leads is believed while nothing changed that says so', async () => {
  write('package.json', '{"name":"a"}');
  await scan();
  forgeTargets();
  expect(await targets()).toContain('forged.ts');
  write('c.ts', `import './b.js'`);
  expect((await targets()).filter((path) => path === 'forged.ts')).toHaveLength(1);
});

test('a configuration that only a changed file asks for is watched from then on', async () => {
  mkdirSync(join(root, 'in'));
  write('in/tsconfig.json', '{}');
  write('in/e.ts', '');
  await scan();
  write('in/e.ts', `import 'f';`);
  await scan();
  write('in/tsconfig.json', '{"compilerOptions":{"paths":{"f":["../b.ts"]}}}');
  expect(await targets()).toContain('b.ts');
});

test('a configuration that no changed file asks for is watched still', async () => {
  write('tsconfig.json', '{}');
  await scan();
  write('b.ts', '');
  await scan();
  write('tsconfig.json', '{"compilerOptions":{"paths":{"zod":["./b.ts"]}}}');
  expect((await targets()).filter((path) => path === 'b.ts')).toHaveLength(2);
});

test('where imports lead is not kept within moments of a change of what says so', async () => {
  write('package.json', '{"name":"a"}');
  const { ctimeMs } = statSync(join(root, 'package.json'));
  utimesSync(join(root, 'package.json'), 1, (ctimeMs + 3000) / 1000);
  await scan({ at: ctimeMs + 4000 });
  forgeTargets();
  expect(await scan()).toEqual(await scanProject(root));
});

test('a file read within moments of its change is not kept', async () => {
  const { ctimeMs } = statSync(join(root, 'a.ts'));
  await scan({ at: ctimeMs + 1999 });
  expect(existsSync(join(folder, 'cache'))).toBe(false);
  await scan({ at: ctimeMs + 2001 });
  expect(readFileSync(join(folder, 'cache'), 'utf8')).toContain('a.ts');
});

test('the cache of another reader is not looked at', async () => {
  await scan({ name: 'scan-1' });
  forge('scan-1');
  expect(await scan({ name: 'scan-2' })).toEqual(await scanProject(root));
});

test('a place that cannot be written is done without', async () => {
  const plain = await scanProject(root);
  expect(await scan({ name: 'a\0b' })).toEqual(plain);
  writeFileSync(join(folder, 'file'), '');
  expect(await scan({ name: 'file/below' })).toEqual(plain);
});

test('a file that could not be read is tried again', async () => {
  write('b.ts', '\0');
  await scan();
  expect(readFileSync(join(folder, 'cache'), 'utf8')).not.toContain('not text');
  expect(await scan()).toEqual(await scanProject(root));
});

test('what says where imports lead is tried again too', async () => {
  write('package.json', '\0');
  await scan();
  forgeTargets();
  expect(await scan()).toEqual(await scanProject(root));
});

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
