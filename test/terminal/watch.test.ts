import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
});
afterEach(() => {
  child.kill();
  rmSync(root, { recursive: true, force: true });
});

function write(path: string, text: string): void {
  writeFileSync(join(root, path), text);
}

/** Watches the project; what is printed goes to a file, or is gathered here. */
function watchIt(printed?: string): void {
  [out, err] = ['', ''];
  child = spawn(process.execPath, [BIN, root, '--watch'], {
    env: { ...process.env, XDG_CACHE_HOME: join(root, '.cache') },
    stdio: ['ignore', printed === undefined ? 'pipe' : openSync(join(root, printed), 'a'), 'pipe'],
  });
  child.stdout?.on('data', (part) => (out += part));
  child.stderr?.on('data', (part) => (err += part));
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
  watchIt();
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

const checks = (text: string) => text.match(/^(?:OK|FAILED)/gm)?.length;

test.each(['report.txt', 'src/report.ts'])(
  'what it prints to %s below the folder is no change, and other changes still are',
  async (file) => {
    watchIt(file);
    const printed = () => readFileSync(join(root, file), 'utf8');
    await seen(/Watching/);
    await pause();
    expect(checks(printed())).toBe(1);
    write('src/b.ts', `import './a.js';`);
    await seen(/Watching/);
    await pause();
    expect(checks(printed())).toBe(2);
    expect(printed()).toMatch(/^FAILED: 1 error/m);
  },
);

test('what another program writes that nothing reads is no change, once it is there', async () => {
  write('data.csv', '1');
  write('package.json', '{ "name": "one" }');
  watchIt();
  await seen(/^OK/m);
  write('data.csv', '2');
  await pause();
  expect(out).toBe('');
  write('package.json', '{ "name": ');
  await seen(/not JSON/);
  write('more.json', '1');
  await seen(/^OK/m);
});

/** Long enough for several checks, if something began them. */
function pause(): Promise<void> {
  return new Promise((done) => setTimeout(done, 1_500));
}
