import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answer } from './arch-lint-answer.js';

let root = '';
let kept = '';
let printed: string[] = [];
let judged = 0;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'answer-'));
  kept = mkdtempSync(join(tmpdir(), 'answer-kept-'));
  [printed, judged] = [[], 0];
  vi.stubGlobal('PROGRAM_DIGEST', 'of-this-test');
  vi.stubEnv('XDG_CACHE_HOME', kept);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 });
  mkdirSync(join(root, 'src'));
  write('src/a.ts', `import './b.js';`);
  write('src/b.ts', '');
  write('logo.svg', '<svg/>');
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  for (const made of [root, kept]) rmSync(made, { recursive: true, force: true });
});

function write(path: string, text: string): void {
  writeFileSync(join(root, path), text);
}

const shell = {
  cwd: '/',
  out: (text: string) => void printed.push(text),
  err: () => {},
};

/** Asks, and tells whether that was judged. */
async function asked(options = {}, outcome: { code?: number; warns?: boolean } = {}) {
  const before = judged;
  const code = await answer(shell, root, options, async ({ out, err }) => {
    judged++;
    if (outcome.warns === true) err('mind that');
    out(`judged ${judged}, `);
    out('in two parts');
    return outcome.code ?? 1;
  });
  return { code, anew: judged > before };
}

describe('the same question about the same files', () => {
  it('is judged once and gets the same text and exit code again', async () => {
    expect(await asked()).toEqual({ code: 1, anew: true });
    expect(await asked()).toEqual({ code: 1, anew: false });
    expect(printed.join('')).toBe('judged 1, in two partsjudged 1, in two parts');
  });

  it('is told from other questions, and each is kept', async () => {
    const config = join(kept, 'other.json');
    const questions = [{}, { json: true }, { all: true }, { config }, { baseline: false }];
    for (const question of questions) expect((await asked(question)).anew).toBe(true);
    for (const question of questions) expect((await asked(question)).anew).toBe(false);
    writeFileSync(config, '{}');
    expect((await asked({ config })).anew).toBe(true);
  });

  it('is judged anew on another day, since allowances may have run out', async () => {
    await asked();
    vi.setSystemTime(Date.now() + 24 * 60 * 60_000);
    expect((await asked()).anew).toBe(true);
  });

  it('is judged anew by another program', async () => {
    await asked();
    vi.stubGlobal('PROGRAM_DIGEST', 'of-another');
    expect((await asked()).anew).toBe(true);
  });
});

describe('the same question is judged anew when', () => {
  const changes: Readonly<Record<string, () => void>> = {
    'a file changes': () => write('src/b.ts', 'x'),
    'a file changes and keeps its size': () => write('src/a.ts', `import './c.js';`),
    'a file changes that is no source': () => write('logo.svg', '<svg>2</svg>'),
    'a file comes': () => write('src/c.ts', ''),
    'a file goes': () => rmSync(join(root, 'src/b.ts')),
    'a file is renamed': () => renameSync(join(root, 'src/b.ts'), join(root, 'src/c.ts')),
    'a link comes': () => symlinkSync('a.ts', join(root, 'src/link.ts')),
    'a folder comes that is left out': () => mkdirSync(join(root, 'third_party')),
    'the architecture is recorded': () => write('architecture.json', '{}'),
    'git ignores more': () => write('.gitignore', 'src\n'),
  };
  for (const [what, change] of Object.entries(changes)) {
    it(what, async () => {
      await asked();
      expect((await asked()).anew).toBe(false);
      change();
      vi.setSystemTime(Date.now() + 60_000);
      expect((await asked()).anew).toBe(true);
      expect((await asked()).anew).toBe(false);
    });
  }
});

describe('nothing is kept', () => {
  it('of what could not be judged, and of what came with a warning', async () => {
    for (const outcome of [{ code: 2 }, { warns: true }]) {
      await asked({}, outcome);
      expect((await asked({}, outcome)).anew).toBe(true);
    }
  });

  it('where more than the files counts, or more than an answer is asked for', async () => {
    for (const options of [
      { cache: false },
      { since: 'main' },
      { facts: true },
      { format: 'html' },
      { fix: true },
      { output: 'report.txt' },
    ]) {
      await asked(options);
      expect((await asked(options)).anew).toBe(true);
    }
  });

  it('while a file is so new that it may change once more unnoticed', async () => {
    vi.useRealTimers();
    write('src/b.ts', 'y');
    await asked();
    expect((await asked()).anew).toBe(true);
  });

  it('where there is no folder, which is for those who judge to say', async () => {
    rmSync(root, { recursive: true });
    expect((await asked()).anew).toBe(true);
    expect((await asked()).anew).toBe(true);
  });
});
