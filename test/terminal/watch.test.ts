import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const BIN = join(import.meta.dirname, '../../bin/arch-lint.js');

let root = '';
let child: ChildProcess;
let [out, err] = ['', ''];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'watched-'));
  mkdirSync(join(root, 'src'));
  write('src/a.ts', `import './b.js';`);
  write('src/b.ts', '');
  [out, err] = ['', ''];
  child = spawn(process.execPath, [BIN, root, '--watch'], {
    env: { ...process.env, XDG_CACHE_HOME: join(root, '.cache') },
  });
  child.stdout?.on('data', (part) => (out += part));
  child.stderr?.on('data', (part) => (err += part));
});
afterEach(() => {
  child.kill();
  rmSync(root, { recursive: true, force: true });
});

function write(path: string, text: string): void {
  writeFileSync(join(root, path), text);
}

/** Waits until the checks so far say this, and asks for the next ones anew. */
async function seen(pattern: RegExp): Promise<void> {
  for (let waited = 0; !pattern.test(out + err) || !/Watching \d+ files/.test(err); waited += 20) {
    if (waited > 20_000) throw new Error(`${pattern} was not printed:\n${out}\n${err}`);
    await new Promise((done) => setTimeout(done, 20));
  }
  [out, err] = ['', ''];
}

test('checks again when files change, in new folders too, and goes on after what cannot be checked', async () => {
  await seen(/^OK \(2 files/m);
  write('src/b.ts', `import './a.js';`);
  await seen(/^FAILED: 1 error/m);
  mkdirSync(join(root, 'src/deep/deeper'), { recursive: true });
  write('src/deep/deeper/c.ts', '');
  await seen(/\(3 files/);
  write('architecture.json', '{');
  await seen(/ARCHITECTURE_NOT_JSON/);
  rmSync(join(root, 'architecture.json'));
  write('src/deep/deeper/c.ts', `import '../../none.js';`);
  await seen(/not resolved: src\/deep\/deeper\/c\.ts/);
  expect(child.exitCode).toBeNull();
});
