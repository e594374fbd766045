import { fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readWhole, writeWhole } from './scan-cache-file.js';
import { pruneBeside } from './scan-cache-prune.js';

const HOUR = 60 * 60;
const DAY = 24 * HOUR;
const [PROJECT, OTHER] = ['0123456789abcdef', 'fedcba9876543210'];
const OWN = `scan-${PROJECT}-aa`;

const WRITER = `
  import { readWhole, writeWhole } from './scan-cache-file.ts';
  const [file] = process.argv.slice(2);
  for (let at = 0; at < 100; at++) {
    writeWhole(file, 'x'.repeat(10_000));
    if (readWhole(file)?.length !== 10_000) process.exit(3);
  }`;

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'kept-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A file last written so many seconds ago. */
function kept(name: string, age: number): void {
  writeFileSync(join(folder, name), '');
  const then = Date.now() / 1000 - age;
  utimesSync(join(folder, name), then, then);
}

test.each([
  ['another version of the project, of long ago', `scan-${PROJECT}-bb`, 2 * DAY, false],
  ['another version that is still at work', `scan-${PROJECT}-bb`, HOUR, true],
  ['what a process that was stopped left', `${OWN}.4711`, 2 * DAY, false],
  ['what another process is writing', `${OWN}.4711`, 1, true],
  ['other things about the project', `answers-${PROJECT}-cc`, 29 * DAY, true],
  ['other things that nobody wrote for a month', `answers-${PROJECT}-cc`, 31 * DAY, false],
  ['another project', `scan-${OTHER}-aa`, 29 * DAY, true],
  ['another project that nobody wrote for a month', `scan-${OTHER}-aa`, 31 * DAY, false],
  ['a file that is none of ours', 'notes', 400 * DAY, true],
  ['the file itself, however old', OWN, 400 * DAY, true],
])('writing prunes or leaves %s', (_, name, age, stays) => {
  kept(name, age);
  pruneBeside(join(folder, OWN));
  expect(readdirSync(folder)).toEqual(stays ? [name] : []);
});

test('writing the file is what prunes', () => {
  kept(`scan-${PROJECT}-bb`, 2 * DAY);
  writeWhole(join(folder, OWN), 'text');
  expect(readdirSync(folder)).toEqual([OWN]);
  expect(readWhole(join(folder, OWN))).toBe('text');
});

test('a folder by that name, and a place that is not there, are left alone', () => {
  mkdirSync(join(folder, `scan-${PROJECT}-bb`));
  utimesSync(join(folder, `scan-${PROJECT}-bb`), 1, 1);
  pruneBeside(join(folder, OWN));
  pruneBeside(join(folder, 'none', OWN));
  expect(readdirSync(folder)).toEqual([`scan-${PROJECT}-bb`]);
});

test('processes that write and prune at once leave whole files, and none fails', async () => {
  for (let at = 0; at < 200; at++) kept(`scan-${PROJECT}-${at.toString(16)}0`, 2 * DAY);
  const script = join(folder, 'writer.mjs');
  await build({
    stdin: { contents: WRITER, resolveDir: import.meta.dirname },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: script,
  });
  const ends = ['aa', 'bb', 'aa', 'bb'].map((maker) => {
    const child = fork(script, [join(folder, `scan-${PROJECT}-${maker}`)]);
    return new Promise<number | null>((done) => child.on('exit', done));
  });
  expect(await Promise.all(ends)).toEqual([0, 0, 0, 0]);
  expect(readdirSync(folder).sort()).toEqual([
    `scan-${PROJECT}-aa`,
    `scan-${PROJECT}-bb`,
    'writer.mjs',
  ]);
});
